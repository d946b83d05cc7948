package org.meterport.han.headend;

import java.time.Instant;
import java.util.OptionalInt;
import org.meterport.han.sep.Eui64;

/**
 * A device as its meter knows it.
 *
 * @param zigbeeDeviceId 0x0502 display, 0x0503 thermostat, 0x0504 load-control switch, and so on; empty until the device has joined and said so
 * @param since when it came into {@code state}
 */
public record HanDevice(Eui64 device, OptionalInt zigbeeDeviceId, DeviceState state, Instant since) {}
