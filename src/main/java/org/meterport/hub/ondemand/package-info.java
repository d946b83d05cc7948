/**
 * Readings that a meter is asked for now. {@link org.meterport.hub.ondemand.RequestOnDemandRead} accepts one: the read
 * on record, the utility's quota and the outbox row are one transaction. The flow {@code on-demand-read-dispatch} lets
 * {@link org.meterport.hub.ondemand.TakeOnDemandRead} look at grant and deadline, asks the head-end, and puts the answer
 * on record. {@link org.meterport.hub.ondemand.ShowOnDemandRead} lets it out, under a grant that is live at that moment,
 * with its disclosure.
 *
 * <p>Each read has an id of its own, and every question is about one read: an earlier value never poses as the answer.
 */
@NullMarked
package org.meterport.hub.ondemand;

import org.jspecify.annotations.NullMarked;
