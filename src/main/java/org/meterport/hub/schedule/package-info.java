/**
 * Reports that come again and again. A call makes a {@link org.meterport.hub.schedule.Schedule}; the flow {@code
 * schedule-run}, woken by the clock on one node, lets {@link org.meterport.hub.schedule.RunSchedules} accept a report for
 * whatever usage days have come due since the last one, and one more for what has come late. From there on it is a report
 * like any other: the grant is asked for when the file is built.
 */
@NullMarked
package org.meterport.hub.schedule;

import org.jspecify.annotations.NullMarked;
