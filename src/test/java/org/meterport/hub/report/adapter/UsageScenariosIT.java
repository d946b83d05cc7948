package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.Report.RefusedEsiid;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.UsageStore.Channels;

/** Scenarios D and E that need more than one premise, or both APIs. */
class UsageScenariosIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int MOST = 10_000;

    @TempDir
    Path home;

    private final ReportFrame frame = new ReportFrame(DATABASE, MOST);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void nothingYet() {
        frame.reset();
    }

    @Test
    void dFaultsTheUnauthorisedEsiidOfAThousandAndNoOther() throws IOException {
        List<String> esiids = new ArrayList<>(numbered(1_000));
        String foreign = esiids.get(617);
        List<String> own =
                esiids.stream().filter(esiid -> !esiid.equals(foreign)).toList();
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), own.toArray(String[]::new));
        frame.agreements.active(Samples.LONESTAR, Term.ofMonths(3), foreign);
        frame.usage.stored(
                esiids.stream().map(esiid -> day(new Esiid(esiid), WINTER_DAY)).toArray(DayReadings[]::new));
        ObjectNode body = body();
        esiids.forEach(body.withArray("esiid")::add);

        String id = accepted(body);
        frame.build(frame.transactions, frame.folder(home)).build(id);

        Report report = frame.reports.find(id).orElseThrow();
        assertThat(report.status()).isEqualTo(Report.Status.DELIVERED);
        assertThat(report.refused()).singleElement().satisfies(line -> {
            assertThat(line).returns(foreign, RefusedEsiid::esiid).returns("USG-201", RefusedEsiid::code);
        });
        try (var lines = Files.lines(home.resolve("adhocusage").resolve(report.fileName()))) {
            assertThat(lines.map(line -> line.split(",", 2)[0]).distinct().count())
                    .isEqualTo(1_000);
        }
    }

    @Test
    void eGivesTheSameFileByEitherApi() throws IOException {
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        frame.usage.stored(day(HOME, WINTER_DAY));
        String smt = accepted(body().put("esiid", HOME.value()));
        Report own = frame.requested(
                Samples.BLUEBONNET,
                new ReportOrder(
                        ReportKind.INTERVALS,
                        List.of(HOME.value()),
                        WINTER_DAY,
                        WINTER_DAY.plusDays(1),
                        Channels.CONSUMPTION,
                        false,
                        ReportFormat.CSV,
                        Packing.NONE));
        var build = frame.build(frame.transactions, frame.folder(home));
        build.build(smt);
        build.build(own.id());

        Path folder = home.resolve("adhocusage");
        assertThat(folder.resolve(frame.reports.find(smt).orElseThrow().fileName()))
                .hasSameBinaryContentAs(folder.resolve(own.fileName()));
    }

    @Test
    void eTakesTenThousandEsiidsAndRefusesOneMoreWhole() {
        Report most = frame.requested(Samples.BLUEBONNET, numbered(MOST).toArray(String[]::new));

        assertThat(most.esiids()).hasSize(MOST);
        assertThatThrownBy(() ->
                        frame.requested(Samples.BLUEBONNET, numbered(MOST + 1).toArray(String[]::new)))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-105");
        assertThat(frame.usage.count("report")).isOne();
    }

    @Test
    void eReachesBackTwentyFourMonthsAndNoDayFurther() {
        LocalDate earliest = LocalDate.of(2024, 2, 10);

        assertThat(frame.requested(Samples.BLUEBONNET, from(earliest)).status()).isEqualTo(Report.Status.QUEUED);
        assertThatThrownBy(() -> frame.requested(Samples.BLUEBONNET, from(earliest.minusDays(1))))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-103");
    }

    /** Usage is not mailed: what is asked for by mail comes into the folder, where only the party itself can fetch it. */
    @ParameterizedTest
    @ValueSource(strings = {"EML", "eml", "FTP"})
    void eBringsAFileForEveryWayOfDeliveryButTheReply(String mode) {
        frame.agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());

        assertThat(accepted(body().put("deliveryMode", mode).put("esiid", HOME.value())))
                .startsWith("rpt_");
    }

    private static ReportOrder from(LocalDate day) {
        return new ReportOrder(
                ReportKind.INTERVALS,
                List.of(HOME.value()),
                day,
                WINTER_DAY,
                Channels.CONSUMPTION,
                false,
                ReportFormat.CSV,
                Packing.NONE);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "10443720000" + (300_000 + number))
                .toList();
    }

    private ObjectNode body() {
        return frame.json
                .createObjectNode()
                .put("startDate", "01/05/2026")
                .put("endDate", "01/06/2026")
                .put("deliveryMode", "FTP")
                .put("reportFormat", "CSV");
    }

    private String accepted(ObjectNode body) {
        return frame.json
                .valueToTree(frame.smtIntervals
                        .answer(ReportFrame.call(Samples.BLUEBONNET, body))
                        .body())
                .path("correlationId")
                .asText();
    }
}
