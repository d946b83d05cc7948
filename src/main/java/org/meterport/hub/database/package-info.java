/**
 * The state of record. {@link org.meterport.hub.database.adapter.EmbeddedDatabase} starts the hub's own PostgreSQL when
 * no other one is configured; Flyway brings its tables up to date; every transaction then runs as one of two roles, the
 * operator's or a partner's, so that row-level security holds whatever the code above it does.
 */
@NullMarked
package org.meterport.hub.database;

import org.jspecify.annotations.NullMarked;
