/**
 * Tells Third Parties of events at addresses of theirs. A capability tells of an event in the transaction that makes it
 * true; each address that wants it gets a delivery, owed to the queue in the same transaction. The flow {@code
 * webhook-delivery} makes one attempt; what failed waits in the table until the flow {@code webhook-retry} owes it again,
 * more and more slowly, for 72 hours.
 *
 * <p>An event has one id and one body at every attempt and every address, so a receiver that has seen the id may drop it.
 */
@NullMarked
package org.meterport.hub.webhook;

import org.jspecify.annotations.NullMarked;
