/**
 * Meter readings, from the utilities to those who may see them.
 *
 * <p>In: a file lies in a utility's inbound folder; the flow {@code usage-file-store} hands it to {@link
 * org.meterport.hub.usage.StoreUsageFile}, which reads it whole inside one transaction: every day of it is stored, or
 * none and a report says why. Out: {@link org.meterport.hub.usage.ReadIntervals} looks up the live grant, writes the
 * disclosure and reads, in one transaction.
 */
@NullMarked
package org.meterport.hub.usage;

import org.jspecify.annotations.NullMarked;
