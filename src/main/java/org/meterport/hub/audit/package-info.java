/**
 * Who saw what of whom, when, under which grant. Every disclosure is written here in the transaction that lets it out;
 * the database itself refuses to change or delete a row.
 *
 * <p>Within a second of that transaction's commit the flow {@code disclosure-seal} binds the row to all rows before it by
 * a hash ({@link org.meterport.hub.audit.SealDisclosures}); until then it stands in a list of those that wait. {@link
 * org.meterport.hub.audit.VerifyDisclosures} walks the chain, names the first row that is not as it was written, and
 * counts those that wait. The log names ESIIDs and agreements, never persons, so that it stays provable when a customer
 * is erased.
 */
@NullMarked
package org.meterport.hub.audit;

import org.jspecify.annotations.NullMarked;
