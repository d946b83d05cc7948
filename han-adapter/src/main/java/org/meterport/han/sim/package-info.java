/**
 * A head-end without a utility: meters, displays, thermostats and switches that take the real bytes and answer them.
 *
 * <p>One message: {@link org.meterport.han.sim.SimulatedHeadEnd} writes an accepted batch into its journal, a lane of the {@code Dispatcher} brings it to
 * the meter, the {@code SimulatedMeter} puts it on the air as a frame, the {@code SimulatedDevice} reads the frame with a decoder of its own and answers
 * with frames, which the head-end reads with the product's decoder and turns into events. Everything that happened is a {@code Fact} in the journal;
 * after {@code kill -9} the facts are read back, so no device acts twice on one id. Time and chance are given, and time can be advanced by hand.
 */
@NullMarked
package org.meterport.han.sim;

import org.jspecify.annotations.NullMarked;
