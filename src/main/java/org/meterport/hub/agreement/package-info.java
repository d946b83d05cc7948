/**
 * What a customer grants a Third Party, from the invitation to the end. A call of {@code create-invitations} stores each
 * good item as an {@link org.meterport.hub.agreement.Agreement} and owes its mail to a queue; {@code invitation-dispatch}
 * sends it; the customer's click comes in through {@code consent-answer}; {@code agreement-notify} tells both sides what
 * became of it. From then on {@link org.meterport.hub.agreement.Grants} answers for every disclosure.
 *
 * <p>Who wins when two act at once: every change locks the agreement's row, looks at its state, and is allowed or
 * refused by name, whatever node it comes from.
 */
@NullMarked
package org.meterport.hub.agreement;

import org.jspecify.annotations.NullMarked;
