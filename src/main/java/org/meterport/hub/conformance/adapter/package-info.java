/** Rehearsals in PostgreSQL, and the gate before every call. */
@NullMarked
package org.meterport.hub.conformance.adapter;

import org.jspecify.annotations.NullMarked;
