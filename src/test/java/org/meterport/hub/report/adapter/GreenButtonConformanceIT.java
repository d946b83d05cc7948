package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.report.adapter.SampleFeedDays.DAYS;
import static org.meterport.hub.report.adapter.SampleFeedDays.FIRST;
import static org.meterport.hub.report.adapter.SampleFeedDays.LAST;
import static org.meterport.hub.report.adapter.SampleFeedDays.TRUTH;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.usage.UsageStore.Channels;

/** Every way a Green Button feed leaves the hub, held against the schemas and against what no schema sees. */
class GreenButtonConformanceIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    Path home;

    private final ReportFrame frame = new ReportFrame(DATABASE, 10);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void aHomeWithDifficultDays() {
        frame.reset();
        frame.usage.stored(DAYS.toArray(DayReadings[]::new));
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
    }

    @Test
    void reportsAreWithoutFault() throws Exception {
        Report report = built(Packing.NONE);

        byte[] feed = Files.readAllBytes(home.resolve("adhocusage").resolve(report.fileName()));

        assertThat(GreenButtonOracle.faults(feed, report.fileName(), TRUTH)).isEmpty();
    }

    @Test
    void packedReportsAreWithoutFault() throws Exception {
        Report report = built(Packing.ZIP);
        Path archive = home.resolve("adhocusage").resolve(report.fileName());

        try (var zip = new ZipInputStream(Files.newInputStream(archive))) {
            String name = zip.getNextEntry().getName();

            assertThat(GreenButtonOracle.faults(zip.readAllBytes(), name, TRUTH))
                    .isEmpty();
            assertThat(zip.getNextEntry().getName()).isEqualTo("index.csv");
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    @Test
    void repliesToTheGreenButtonCallAreWithoutFaultAndKeepTheirIds() throws Exception {
        byte[] first = reply();
        frame.clock.set(Samples.NOW.plusSeconds(86_400));
        byte[] again = reply();

        assertThat(GreenButtonOracle.faults(first, "", TRUTH)).isEmpty();
        assertThat(again).isNotEqualTo(first);
        assertThat(GreenButtonOracle.faultsOfRepetition(first, again)).isEmpty();
    }

    @Test
    void reportsAndRepliesShareTheirIds() throws Exception {
        Report report = built(Packing.NONE);

        assertThat(GreenButtonOracle.faultsOfRepetition(
                        reply(), Files.readAllBytes(home.resolve("adhocusage").resolve(report.fileName()))))
                .isEmpty();
    }

    @Test
    void everythingIsValidInEverySchemaInUse() throws Exception {
        EspiSchemas.assumeThere();
        Report report = built(Packing.NONE);
        List<byte[]> feeds =
                List.of(reply(), Files.readAllBytes(home.resolve("adhocusage").resolve(report.fileName())));

        for (String version : EspiSchemas.VERSIONS) {
            for (byte[] feed : feeds) {
                EspiSchemas.validate(version, feed);
            }
        }
    }

    private Report built(Packing packing) {
        Report report = frame.requested(
                Samples.BLUEBONNET,
                new ReportOrder(
                        ReportKind.INTERVALS,
                        List.of(HOME.value()),
                        FIRST,
                        LAST,
                        Channels.ALL,
                        false,
                        ReportFormat.XML,
                        packing));
        frame.build(frame.transactions, frame.folder(home)).build(report.id());
        assertThat(frame.found(report).status()).isEqualTo(Report.Status.DELIVERED);
        return report;
    }

    private byte[] reply() throws IOException {
        ObjectNode body = frame.json
                .createObjectNode()
                .put("esiid", HOME.value())
                .put("startDate", "03/08/2025")
                .put("endDate", "11/03/2025")
                .put("readingType", "A");
        byte[] feed = (byte[]) frame.smtReads
                .greenButton(ReportFrame.call(Samples.BLUEBONNET, body))
                .body();
        return new ByteArrayInputStream(feed).readAllBytes();
    }
}
