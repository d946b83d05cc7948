/**
 * One real home network behind a USB radio, for a laboratory. The energy services interface of the home is this process: {@link
 * org.meterport.han.dongle.DongleHeadEnd} keeps, orders and retries messages with the same meter that the simulation uses, and puts them on the air
 * through a zsmartsystems transport, below that library's own ZCL layer (decision 0160).
 */
@NullMarked
package org.meterport.han.dongle;

import org.jspecify.annotations.NullMarked;
