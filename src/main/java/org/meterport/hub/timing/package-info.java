/**
 * Work that begins by the clock. A flow names a cron expression at a {@code quartz} endpoint; Quartz keeps the due times
 * in the hub's database, where the nodes agree on one of them to fire, and the flow's first step is a use case that
 * looks for itself what is due by the injected clock.
 *
 * <p>Why it fires once: a node takes a due time under a row lock that all nodes share. Why nothing is missed: due times
 * outlive the nodes, and of those that passed while none ran, one firing is made good at the next start, when all flows
 * are in service. What a flow does must therefore cover everything due until now, and be harmless when done twice,
 * because a node may be killed between its work and its word that it is done.
 */
@NullMarked
package org.meterport.hub.timing;

import org.jspecify.annotations.NullMarked;
