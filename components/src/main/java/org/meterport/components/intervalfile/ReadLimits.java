package org.meterport.components.intervalfile;

/**
 * How much of a foreign file is taken before it is refused. Memory use stays under these limits whatever the file says.
 *
 * @param fileBytes of the layout itself, after decompression
 * @param lineBytes of one line without its end; at XML, of one attribute or text
 * @param rows readings in one file
 * @param premises different ESIIDs in one file; each costs about 200 bytes while the file is read
 * @param heldReadings of one Green Button feed, whose readings are kept until its links resolve, 21 bytes each
 */
public record ReadLimits(long fileBytes, int lineBytes, long rows, int premises, int heldReadings) {
    /** 2 GiB, 64 KiB, 25 million rows (a day of 260,000 meters), 300,000 premises, 1 million held readings. */
    public static final ReadLimits ORDINARY = new ReadLimits(1L << 31, 1 << 16, 25_000_000, 300_000, 1_000_000);

    public ReadLimits {
        if (fileBytes < 1 || lineBytes < 128 || rows < 1 || premises < 1 || heldReadings < 1) {
            throw new IllegalArgumentException("Every limit must be positive, and a line at least 128 bytes");
        }
    }
}
