/**
 * The few words every capability shares: how a refusal, and how another system's outage, is said.
 *
 * <p>A use case throws {@link org.meterport.hub.shared.Rejection} with a code of its own capability, or {@link
 * org.meterport.hub.shared.Unavailable} when a system it needs does not answer. Any other runtime exception is a defect
 * of ours. The error policies in {@code routes/support} decide by these two types alone: an API flow turns a rejection
 * into a problem reply; a queue-fed flow parks on unavailability, sends a rejection to the dead-letter queue at once,
 * and retries a defect a few times first.
 */
@NullMarked
package org.meterport.hub.shared;

import org.jspecify.annotations.NullMarked;
