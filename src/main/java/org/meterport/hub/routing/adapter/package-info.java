/**
 * The gate and the deployer of flows on Camel, and the beans the error policies in {@code routes/support} call.
 *
 * <p>The path of one failed message: its flow names a policy; the policy parks it ({@link
 * org.meterport.hub.routing.adapter.FlowFailures#park}) and leaves it with the broker or in its folder, or describes
 * the failure in headers and sends it to the dead-letter queue.
 */
@NullMarked
package org.meterport.hub.routing.adapter;

import org.jspecify.annotations.NullMarked;
