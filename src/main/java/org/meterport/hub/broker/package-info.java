/**
 * Work in flight. The hub runs its own Artemis broker with a journal, or uses an external one when configured. A
 * message gets here from the outbox relay, is taken by a flow in a transacted session, and goes back with a growing
 * delay when the flow's other side is away; what can never succeed ends in the dead-letter queue, for the operator.
 */
@NullMarked
package org.meterport.hub.broker;

import org.jspecify.annotations.NullMarked;
