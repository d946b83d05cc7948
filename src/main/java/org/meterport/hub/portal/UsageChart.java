package org.meterport.hub.portal;

import java.util.ArrayList;
import java.util.List;

/**
 * A bar chart of readings, laid out in units of its own so that a page can draw it without scripts.
 *
 * @param highestWh what the chart's full height stands for
 */
public record UsageChart(List<Bar> bars, List<Label> labels, long highestWh) {

    public static final int WIDTH = 960;
    public static final int HEIGHT = 240;

    private static final int MOST_LABELS = 8;

    /**
     * One reading.
     *
     * @param at when, in words
     */
    public record Reading(String at, long wattHours, boolean estimated, boolean missing) {

        /** The other direction, or another channel, of the same time. */
        public Reading plus(Reading other) {
            return new Reading(at, wattHours + other.wattHours, estimated || other.estimated, missing || other.missing);
        }
    }

    /**
     * One bar.
     *
     * @param kind {@code actual}, {@code estimated} or {@code missing}
     */
    public record Bar(double x, double y, double width, double height, String kind, String title) {}

    /** A word under the bars. */
    public record Label(double x, String text) {}

    /** One bar for each reading, from left to right; what is missing takes the whole height, so that nobody takes it for zero. */
    public static UsageChart of(List<Reading> readings) {
        long highest = readings.stream().mapToLong(Reading::wattHours).max().orElse(0);
        double step = readings.isEmpty() ? WIDTH : (double) WIDTH / readings.size();
        double width = Math.max(0.5, step * (step > 4 ? 0.8 : 0.95));
        int everyLabel = Math.max(1, (readings.size() + MOST_LABELS - 1) / MOST_LABELS);
        List<Bar> bars = new ArrayList<>(readings.size());
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            double full = highest == 0 ? 0 : (double) HEIGHT * reading.wattHours() / highest;
            boolean hollow = reading.missing() && reading.wattHours() == 0;
            double height = hollow ? HEIGHT : rounded(full);
            bars.add(new Bar(
                    rounded(i * step + (step - width) / 2),
                    rounded(HEIGHT - height),
                    rounded(width),
                    height,
                    reading.missing() ? "missing" : reading.estimated() ? "estimated" : "actual",
                    title(reading)));
            if (i % everyLabel == 0) {
                labels.add(new Label(rounded(i * step), shortened(reading.at())));
            }
        }
        return new UsageChart(List.copyOf(bars), List.copyOf(labels), highest);
    }

    private static String title(Reading reading) {
        String amount = reading.missing() && reading.wattHours() == 0 ? "missing" : kwh(reading.wattHours()) + " kWh";
        String note = reading.missing() && reading.wattHours() > 0
                ? ", some missing"
                : reading.estimated() ? ", estimated" : "";
        return reading.at() + ": " + amount + note;
    }

    private static String kwh(long wattHours) {
        return wattHours / 1000 + "."
                + String.valueOf(1000 + Math.abs(wattHours % 1000)).substring(1);
    }

    /** Of a day its month and day, of a moment month, day and time. */
    private static String shortened(String at) {
        return at.length() >= 10 && at.charAt(4) == '-' ? at.substring(5, Math.min(16, at.length())) : at;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
