/** Agreements in PostgreSQL, their API, flows and customer pages. */
@NullMarked
package org.meterport.hub.agreement.adapter;

import org.jspecify.annotations.NullMarked;
