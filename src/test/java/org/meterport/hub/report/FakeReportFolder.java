package org.meterport.hub.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.components.intervalfile.DayReadings;

/** Folders in memory, where each step can fail, or can be the last thing the hub does before it dies. */
public final class FakeReportFolder implements ReportFolder {

    /** What the folder is asked to do, in the order of one report. */
    public enum Step {
        LOOK,
        DRAFT,
        APPEND,
        DURABLE,
        PUBLISH,
        PUBLISHED
    }

    /** The hub dies here. Nothing catches it, as nothing outlives a killed process. */
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Map<String, List<DayReadings>> published = new HashMap<>();
    private final List<String> visible = new ArrayList<>();
    private final Runnable beforeVisible;
    private Optional<Step> crash = Optional.empty();
    private Optional<Step> failure = Optional.empty();

    /** @param beforeVisible runs at the moment before a file gets its name */
    public FakeReportFolder(Runnable beforeVisible) {
        this.beforeVisible = beforeVisible;
    }

    public void crashAt(Step step) {
        crash = Optional.of(step);
    }

    public void failAt(Step step) {
        failure = Optional.of(step);
    }

    /** Works again. */
    public void mend() {
        crash = Optional.empty();
        failure = Optional.empty();
    }

    /** The files of a Third Party, by {@code id/name}, with what stands in them. */
    public Map<String, List<DayReadings>> published() {
        return published;
    }

    /** Every time a file became visible. */
    public List<String> visible() {
        return visible;
    }

    @Override
    public long publishedBytes(Report report) throws IOException {
        reach(Step.LOOK);
        List<DayReadings> days = published.get(path(report));
        return days == null ? -1 : days.size() * 1_000L;
    }

    @Override
    public Draft draft(Report report, Optional<ReportKey> key) throws IOException {
        reach(Step.DRAFT);
        List<DayReadings> days = new ArrayList<>();
        String path = path(report);
        return new Draft() {
            private int ended;

            @Override
            public void append(ReportRow row) throws IOException {
                reach(Step.APPEND);
                if (row instanceof ReportRow.Intervals intervals) {
                    days.add(intervals.day());
                }
            }

            @Override
            public long endEsiid() {
                long fresh = (long) days.size() - ended;
                ended = days.size();
                return fresh * 1_000L;
            }

            @Override
            public long bytes() {
                return days.size() * 1_000L;
            }

            @Override
            public void makeDurable() throws IOException {
                reach(Step.DURABLE);
            }

            @Override
            public void publish() throws IOException {
                reach(Step.PUBLISH);
                beforeVisible.run();
                if (published.putIfAbsent(path, List.copyOf(days)) != null) {
                    throw new IOException("a file of that name is there");
                }
                visible.add(path);
                reach(Step.PUBLISHED);
            }

            @Override
            public void close() {
                // a draft is forgotten with its object
            }
        };
    }

    private static String path(Report report) {
        return report.thirdParty() + "/" + report.fileName();
    }

    private void reach(Step step) throws IOException {
        if (crash.filter(step::equals).isPresent()) {
            throw new Crash();
        }
        if (failure.filter(step::equals).isPresent()) {
            throw new IOException("no space left on device");
        }
    }
}
