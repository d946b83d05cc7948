/** Accounts in PostgreSQL, and their mail. */
@NullMarked
package org.meterport.hub.account.adapter;

import org.jspecify.annotations.NullMarked;
