/** Parties and credentials in PostgreSQL, tokens as JWT. */
@NullMarked
package org.meterport.hub.party.adapter;

import org.jspecify.annotations.NullMarked;
