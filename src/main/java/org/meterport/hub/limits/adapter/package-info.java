/** Counts in PostgreSQL. */
@NullMarked
package org.meterport.hub.limits.adapter;

import org.jspecify.annotations.NullMarked;
