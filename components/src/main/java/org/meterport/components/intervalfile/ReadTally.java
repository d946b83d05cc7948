package org.meterport.components.intervalfile;

/**
 * What a file held.
 *
 * @param days {@link DayReadings} handed over; each is one ESIID, channel, local day and revision
 * @param readings slots with a reading in them
 */
public record ReadTally(long days, long readings) {}
