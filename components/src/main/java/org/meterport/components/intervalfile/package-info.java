/**
 * Interval usage as files: one value type for a day of readings, and readers and writers for the layouts that Texas
 * utilities and Third Parties exchange (SMT interval CSV and JSON, LSE).
 *
 * <p>A file comes in as a stream of bytes. {@code DetectingReader} unpacks it and finds its layout by content, the
 * reader of that layout hands over one {@link org.meterport.components.intervalfile.DayReadings} after the other, and
 * the first thing wrong ends the reading with one
 * {@link org.meterport.components.intervalfile.IntervalFileException} that names line and reason. Whoever reads
 * therefore keeps nothing of a file until the reading has returned. Writers take the same days back to bytes.
 */
@NullMarked
package org.meterport.components.intervalfile;

import org.jspecify.annotations.NullMarked;
