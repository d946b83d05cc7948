/**
 * The bytes of ZigBee Smart Energy: Messaging (0x0703), Price (0x0700), Demand Response and Load Control (0x0701), and what a head-end must read of
 * the general commands, Time, Metering and Key Establishment.
 *
 * <p>Out: a {@link org.meterport.han.sep.DeviceMessage} goes through {@link org.meterport.han.sep.SepCodec} and becomes a ZCL frame. In: any bytes
 * become a {@link org.meterport.han.sep.Decoded}, which is a value also when the bytes are nonsense. Values a receiver does not know are kept as
 * they came, so that nothing is lost between a device and the record of what it said.
 */
@NullMarked
package org.meterport.han.sep;

import org.jspecify.annotations.NullMarked;
