package org.meterport.hub.report.adapter;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.meterport.components.greenbutton.GreenButtonWriter;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.LseWriter;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKey;
import org.meterport.hub.usage.adapter.IntervalView;

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

    private ReportOutput layout(Report report, OutputStream out) throws IOException {
        return switch (report.order().format()) {
            case CSV -> new CsvLayout(out);
            case LSE -> new LseLayout(out);
            case JSON -> new JsonLayout(report, out);
            case XML -> new FeedLayout(feeds.writer(out, report.requestedAt()));
        };
    }

    private static final class CsvLayout implements ReportOutput {

        private final SmtCsvWriter writer;

        CsvLayout(OutputStream out) {
            this.writer = new SmtCsvWriter(out);
        }

        @Override
        public void write(DayReadings day) throws IOException {
            writer.write(day);
        }

        @Override
        public void finish() throws IOException {
            writer.flush();
        }
    }

    private static final class LseLayout implements ReportOutput {

        private final LseWriter writer;

        LseLayout(OutputStream out) {
            this.writer = new LseWriter(out);
        }

        @Override
        public void write(DayReadings day) throws IOException {
            writer.write(day);
        }

        @Override
        public void finish() throws IOException {
            writer.flush();
        }
    }

    private record FeedLayout(GreenButtonWriter writer) implements ReportOutput {

        @Override
        public void write(DayReadings day) throws IOException {
            writer.write(day);
        }

        @Override
        public void finish() throws IOException {
            writer.close();
        }
    }

    /** One object: what the file is, then its rows. */
    private final class JsonLayout implements ReportOutput {

        private final JsonGenerator generator;

        JsonLayout(Report report, OutputStream out) throws IOException {
            this.generator = json.createGenerator(out);
            generator.writeStartObject();
            generator.writeStringField("reportId", report.id());
            generator.writeStringField("kind", report.order().kind().name());
            generator.writeStringField("from", report.order().from().toString());
            generator.writeStringField("to", report.order().to().toString());
            generator.writeStringField("timeZone", DayGrid.CENTRAL.getId());
            generator.writeArrayFieldStart("items");
        }

        @Override
        public void write(DayReadings day) throws IOException {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("esiid", day.esiid().value());
            item.put("intervalSeconds", day.intervalSeconds());
            item.putAll(IntervalView.of(day));
            json.writeValue(generator, item);
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
        private Optional<GreenButtonWriter> feed = Optional.empty();

        FeedArchive(Report report, ZipOutputStream zip) {
            this.report = report;
            this.zip = zip;
        }

        @Override
        public void write(DayReadings day) throws IOException {
            if (!day.esiid().value().equals(current)) {
                endFeed();
                current = day.esiid().value();
                String name = String.format(Locale.ROOT, "feed-%05d.xml", ++feedsBegun);
                index.append(name).append(",'").append(current).append("\r\n");
                zip.putNextEntry(named(name, report));
                feed = Optional.of(feeds.writer(new OpenStream(zip), report.requestedAt()));
            }
            feed.orElseThrow().write(day);
        }

        @Override
        public void finish() throws IOException {
            endFeed();
            zip.putNextEntry(named("index.csv", report));
            zip.write(index.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }

        private void endFeed() throws IOException {
            if (feed.isPresent()) {
                feed.get().close();
                zip.closeEntry();
            }
        }
    }

    /** Ends the archive, and the message around it. */
    private record Closing(ReportOutput content, ZipOutputStream zip) implements ReportOutput {

        @Override
        public void write(DayReadings day) throws IOException {
            content.write(day);
        }

        @Override
        public void finish() throws IOException {
            content.finish();
            zip.closeEntry();
            zip.close();
        }
    }
}
