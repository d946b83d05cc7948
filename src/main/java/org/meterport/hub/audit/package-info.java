/**
 * Who saw what of whom, when, under which grant. Every disclosure is written here in the transaction that lets it out;
 * the database itself refuses to change or delete a row.
 *
 * <p>When that transaction commits, the database binds the row to all rows before it by a hash, under a lock that all
 * nodes share; {@link org.meterport.hub.audit.VerifyDisclosures} walks the chain and names the first row that is not as
 * it was written. The log names ESIIDs and agreements, never persons, so that it stays provable when a customer is
 * erased.
 */
@NullMarked
package org.meterport.hub.audit;

import org.jspecify.annotations.NullMarked;
