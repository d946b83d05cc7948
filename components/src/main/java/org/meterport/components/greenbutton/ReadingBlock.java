package org.meterport.components.greenbutton;

import java.util.Arrays;

/** The readings of one IntervalBlock in file order, kept in arrays since a feed may hold a million. */
final class ReadingBlock {
    private final FeedEntry entry;
    private long[] starts = new long[0];
    private long[] values = new long[0];
    private int[] durations = new int[0];
    private boolean[] estimated = new boolean[0];
    private boolean[] qualified = new boolean[0];
    private int size;

    ReadingBlock(FeedEntry entry) {
        this.entry = entry;
    }

    /**
     * Takes one more.
     *
     * @param start epoch seconds
     * @param duration seconds
     * @param isQualified the reading states its quality itself, so the reading type's does not apply
     */
    void add(long start, int duration, long value, boolean isEstimated, boolean isQualified) {
        if (size == starts.length) {
            int larger = Math.max(32, size * 2);
            starts = Arrays.copyOf(starts, larger);
            values = Arrays.copyOf(values, larger);
            durations = Arrays.copyOf(durations, larger);
            estimated = Arrays.copyOf(estimated, larger);
            qualified = Arrays.copyOf(qualified, larger);
        }
        starts[size] = start;
        values[size] = value;
        durations[size] = duration;
        estimated[size] = isEstimated;
        qualified[size] = isQualified;
        size++;
    }

    FeedEntry entry() {
        return entry;
    }

    int size() {
        return size;
    }

    long start(int index) {
        return starts[index];
    }

    int duration(int index) {
        return durations[index];
    }

    /** In the unit of the reading type. */
    long value(int index) {
        return values[index];
    }

    boolean isEstimated(int index) {
        return estimated[index];
    }

    boolean isQualified(int index) {
        return qualified[index];
    }

    /** Puts a reading where its order says it belongs, and marks it as placed by inference. */
    void place(int index, long start, int duration) {
        starts[index] = start;
        durations[index] = duration;
        estimated[index] = true;
        qualified[index] = true;
    }
}
