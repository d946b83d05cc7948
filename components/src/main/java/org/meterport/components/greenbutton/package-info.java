/**
 * Green Button (ESPI) feeds of interval energy, in and out, in the same days of readings as every other interval file.
 *
 * <p>Coming in, a feed is scanned once: {@code FeedScan} takes from the XML what matters and nothing else, {@code Feed}
 * follows the links from block to meter reading to reading type and usage point, {@code ClockChangeRepair} puts a
 * block's readings back in order where its writer lost count at a clock change, and {@code FeedDays} cuts them into
 * local days. Going out, {@link org.meterport.components.greenbutton.GreenButtonWriter} streams days into a feed with
 * ids that stay the same on every export and tell nothing about the premise.
 */
@NullMarked
package org.meterport.components.greenbutton;

import org.jspecify.annotations.NullMarked;
