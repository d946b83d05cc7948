package org.meterport.han.headend;

import java.time.Duration;

/**
 * The answer to an "are you there".
 *
 * @param reached {@code false}: it did not answer in the time the head-end gives it, which for a sleeping device is ordinary
 * @param roundTrip from the head-end and back; zero when not reached
 */
public record Ping(boolean reached, Duration roundTrip) {}
