/**
 * The metered premises: where an ESIID is, which utility and REP serve it, and who is its customer of record. Filled by
 * the operator's feeds; read when an invitation is judged, because only the customer of record may grant anything. Names and
 * mail addresses are sealed in the database.
 */
@NullMarked
package org.meterport.hub.premise;

import org.jspecify.annotations.NullMarked;
