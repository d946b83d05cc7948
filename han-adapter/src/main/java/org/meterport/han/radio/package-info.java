/**
 * What lies around a ZCL frame on the air, and the file that shows it.
 *
 * <p>A frame from {@link org.meterport.han.sep} gets the heads of IEEE 802.15.4, the ZigBee network layer and the application support layer in {@link
 * org.meterport.han.radio.AirFrame}, and is appended to a {@link org.meterport.han.radio.CaptureFile}, which Wireshark opens. Nothing is encrypted
 * here: the capture is for people who look at what was sent.
 */
@NullMarked
package org.meterport.han.radio;

import org.jspecify.annotations.NullMarked;
