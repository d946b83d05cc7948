/**
 * Messages to devices in homes. {@link org.meterport.hub.han.SendMessage} and {@link
 * org.meterport.hub.han.CancelMessages} accept calls for up to 10,000 addresses: the request, a row for each address and
 * the outbox rows of its chunks are one transaction. One queue takes the chunks of large calls, one the small calls, and
 * the flow {@code han-hand-over} takes each to the head-end, one at a time for a meter: {@link
 * org.meterport.hub.han.DispatchChunk} looks up the grants at the last moment and makes the batch, the {@code zigbee-sep}
 * component hands it over, and the answers go back on record. What devices say later comes through the flow {@code
 * han-outcome} to {@link org.meterport.hub.han.RecordOutcome}.
 *
 * <p>Devices come and go one at a time: {@link org.meterport.hub.han.ManageDevices} takes the order, {@code
 * han-device-dispatch} asks the head-end, and {@link org.meterport.hub.han.RecordDevice} notes how the device fares.
 *
 * <p>A chunk that is dispatched again after a crash carries the same batch id, SEP id and bytes; the head-end recognises
 * it and no device acts twice.
 */
@NullMarked
package org.meterport.hub.han;

import org.jspecify.annotations.NullMarked;
