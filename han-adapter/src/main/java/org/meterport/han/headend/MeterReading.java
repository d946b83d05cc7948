package org.meterport.han.headend;

import java.time.Instant;

/**
 * A reading taken on demand.
 *
 * @param deliveredWh register of energy delivered to the premise since the meter was set
 * @param receivedWh register of energy the premise fed in
 * @param demandW momentary demand, negative when feeding in
 * @param at the meter's clock
 */
public record MeterReading(long deliveredWh, long receivedWh, long demandW, Instant at) {}
