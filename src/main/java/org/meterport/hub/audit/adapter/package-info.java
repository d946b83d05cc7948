/** The disclosure log in PostgreSQL. */
@NullMarked
package org.meterport.hub.audit.adapter;

import org.jspecify.annotations.NullMarked;
