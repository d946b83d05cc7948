/** Premises and customers in PostgreSQL. */
@NullMarked
package org.meterport.hub.premise.adapter;

import org.jspecify.annotations.NullMarked;
