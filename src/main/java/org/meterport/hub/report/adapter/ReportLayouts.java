package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.meterport.components.greenbutton.GreenButtonWriter;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.LseWriter;
import org.meterport.components.intervalfile.RegisterCsvWriter;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKey;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportRow;

/** Every layout and packing of a report, as streams: memory does not grow with the number of ESIIDs. */
final class ReportLayouts {

    private final ObjectMapper json;
    private final GreenButtonFeeds feeds;
    private final OpenPgp openPgp;

    ReportLayouts(ObjectMapper json, GreenButtonFeeds feeds, OpenPgp openPgp) {
        this.json = json;
        this.feeds = feeds;
        this.openPgp = openPgp;
    }

    /** What the report's rows go into. {@link ReportOutput#finish} leaves {@code to} open. */
    ReportOutput open(Report report, OutputStream to, Optional<ReportKey> key) throws IOException {
        if (report.order().packing() == Packing.NONE) {
            return layout(report, new OpenStream(to));
        }
        OutputStream below = report.order().packing() == Packing.PGP
                ? openPgp.encrypting(to, key.orElseThrow().armored(), inner(report) + ".zip")
                : new OpenStream(to);
        var zip = new ZipOutputStream(below);
        ReportOutput content =
                report.order().format() == ReportFormat.XML ? new FeedArchive(report, zip) : entry(report, zip);
        return new Closing(content, zip);
    }

    private ReportOutput entry(Report report, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(
                named(inner(report) + "." + report.order().format().name().toLowerCase(Locale.ROOT), report));
        return layout(report, new OpenStream(zip));
    }

    /** Names inside an archive carry neither DUNS nor ESIID. */
    private static String inner(Report report) {
        return report.fileName().substring(0, report.fileName().indexOf('.'));
    }

    /** An archive that is made again after a crash is the same, its times included. */
    private static ZipEntry named(String name, Report report) {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(
                FileTime.from(Instant.ofEpochSecond(report.requestedAt().getEpochSecond())));
        return entry;
    }

    private ReportOutput layout(Report report, OpenStream out) throws IOException {
        ReportOutput layout = switch (report.order().format()) {
            case CSV -> csv(report, out);
            case LSE -> {
                var writer = new LseWriter(out);
                yield new DaysLayout(writer::write, writer::flush, out);
            }
            case JSON -> new JsonLayout(report, out);
            case XML -> new FeedLayout(feeds.writer(out, report.requestedAt()), out);
        };
        if (report.order().format() != ReportFormat.XML) {
            // a header is nobody's
            long unused = layout.endEsiid();
        }
        return layout;
    }

    private static ReportOutput csv(Report report, OpenStream out) throws IOException {
        return switch (report.order().kind()) {
            case INTERVALS -> {
                var writer = new SmtCsvWriter(out);
                yield new DaysLayout(writer::write, writer::flush, out);
            }
            case DAILY -> new RegisterLayout(RegisterCsvWriter.ofReads(out), out);
            case MONTHLY -> new RegisterLayout(RegisterCsvWriter.ofMonths(out), out);
            case METERS, PREMISES -> new AttributesCsv(report.order().kind(), out);
        };
    }

    /** What a writer of the components does with a day. */
    @FunctionalInterface
    private interface Writing<T> {
        void accept(T what) throws IOException;
    }

    /** How a writer of the components is emptied. */
    @FunctionalInterface
    private interface Flushing {
        void run() throws IOException;
    }

    private record DaysLayout(Writing<DayReadings> writing, Flushing flushing, OpenStream out) implements ReportOutput {

        @Override
        public void write(ReportRow row) throws IOException {
            writing.accept(day(row));
        }

        @Override
        public long endEsiid() throws IOException {
            flushing.run();
            return out.fresh();
        }

        @Override
        public void finish() throws IOException {
            flushing.run();
        }
    }

    /** One feed of one ESIID, all of it. */
    private static final class FeedLayout implements ReportOutput {

        private final GreenButtonWriter writer;
        private final OpenStream out;
        private boolean ended;

        FeedLayout(GreenButtonWriter writer, OpenStream out) {
            this.writer = writer;
            this.out = out;
        }

        @Override
        public void write(ReportRow row) throws IOException {
            writer.write(day(row));
        }

        @Override
        public long endEsiid() throws IOException {
            finish();
            return out.fresh();
        }

        @Override
        public void finish() throws IOException {
            if (!ended) {
                ended = true;
                writer.close();
            }
        }
    }

    private record RegisterLayout(RegisterCsvWriter writer, OpenStream out) implements ReportOutput {

        @Override
        public void write(ReportRow row) throws IOException {
            if (row instanceof ReportRow.Daily daily) {
                writer.write(daily.read());
            } else if (row instanceof ReportRow.Monthly monthly) {
                writer.write(monthly.month());
            }
        }

        @Override
        public long endEsiid() throws IOException {
            writer.flush();
            return out.fresh();
        }

        @Override
        public void finish() throws IOException {
            writer.flush();
        }
    }

    private static DayReadings day(ReportRow row) {
        if (row instanceof ReportRow.Intervals intervals) {
            return intervals.day();
        }
        throw new IllegalArgumentException("no day of intervals");
    }

    /** One object: what the file is, then its rows. */
    private final class JsonLayout implements ReportOutput {

        private final JsonGenerator generator;
        private final ReportKind kind;
        private final OpenStream out;

        JsonLayout(Report report, OpenStream out) throws IOException {
            this.out = out;
            this.generator = json.createGenerator(out);
            this.kind = report.order().kind();
            generator.writeStartObject();
            generator.writeStringField("reportId", report.id());
            generator.writeStringField("kind", report.order().kind().name());
            generator.writeStringField("from", report.order().from().toString());
            generator.writeStringField("to", report.order().to().toString());
            generator.writeStringField("timeZone", DayGrid.CENTRAL.getId());
            generator.writeArrayFieldStart("items");
        }

        @Override
        public void write(ReportRow row) throws IOException {
            json.writeValue(generator, RowViews.of(kind, row));
        }

        @Override
        public long endEsiid() throws IOException {
            generator.flush();
            return out.fresh();
        }

        @Override
        public void finish() throws IOException {
            generator.writeEndArray();
            generator.writeEndObject();
            generator.flush();
        }
    }

    /**
     * One feed an ESIID, and an index that says whose each is: a feed names nobody. What is kept in memory is the index
     * and the feed being written.
     */
    private final class FeedArchive implements ReportOutput {

        private final Report report;
        private final ZipOutputStream zip;
        private final StringBuilder index = new StringBuilder("FILE,ESIID\r\n");
        private int feedsBegun;
        private String current = "";
        private Optional<FeedLayout> feed = Optional.empty();

        FeedArchive(Report report, ZipOutputStream zip) {
            this.report = report;
            this.zip = zip;
        }

        @Override
        public void write(ReportRow row) throws IOException {
            DayReadings day = day(row);
            if (feed.isEmpty()) {
                current = day.esiid().value();
                String name = String.format(Locale.ROOT, "feed-%05d.xml", ++feedsBegun);
                index.append(name).append(",'").append(current).append("\r\n");
                zip.putNextEntry(named(name, report));
                var out = new OpenStream(zip);
                feed = Optional.of(new FeedLayout(feeds.writer(out, report.requestedAt()), out));
            }
            if (!day.esiid().value().equals(current)) {
                throw new IllegalStateException("the rows of an ESIID are not ended before those of the next");
            }
            feed.get().write(row);
        }

        @Override
        public void finish() throws IOException {
            long unused = endEsiid();
            zip.putNextEntry(named("index.csv", report));
            zip.write(index.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }

        @Override
        public long endEsiid() throws IOException {
            if (feed.isEmpty()) {
                return 0;
            }
            long bytes = feed.get().endEsiid();
            zip.closeEntry();
            feed = Optional.empty();
            return bytes;
        }
    }

    /** Ends the archive, and the message around it. */
    private record Closing(ReportOutput content, ZipOutputStream zip) implements ReportOutput {

        @Override
        public void write(ReportRow row) throws IOException {
            content.write(row);
        }

        @Override
        public long endEsiid() throws IOException {
            return content.endEsiid();
        }

        @Override
        public void finish() throws IOException {
            content.finish();
            zip.closeEntry();
            zip.close();
        }
    }
}
