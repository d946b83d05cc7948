package org.meterport.hub.report.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.meterport.components.greenbutton.GreenButtonReader;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.IntervalFileReader;
import org.meterport.components.intervalfile.LseReader;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.SmtCsvReader;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.report.Packing;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFolder.Draft;
import org.meterport.hub.report.ReportFormat;
import org.meterport.hub.report.ReportKey;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportOrder;
import org.meterport.hub.report.ReportRow;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.adapter.SampleUsage;

/** The files themselves, read back by whoever gets them. */
class DropReportFolderTest {

    private static final PgpKeys OWN = PgpKeys.rsa(2048, Samples.NOW.minusSeconds(1_000), 0);

    /** An ordinary day, the short and the long one, both channels, an estimate and a gap. */
    private static final List<DayReadings> DAYS = List.of(
            day(HOME, LocalDate.parse("2025-03-09")),
            day(HOME, LocalDate.parse("2025-11-02")),
            day(HOME, WINTER_DAY),
            day(HOME, Channel.SURPLUS_GENERATION, DayGrid.of(WINTER_DAY, 900), SampleUsage.REVISED, slot -> slot, 'E'));

    @TempDir
    Path home;

    private final List<Long> bytesOfEsiids = new ArrayList<>();
    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final OpenPgp openPgp = new OpenPgp(new SecureRandom(), clock);

    /** What the log of disclosures says of each ESIID: its rows, whatever they are packed and encrypted into. */
    @ParameterizedTest
    @EnumSource(Packing.class)
    void countsTheBytesOfEachEsiidsRowsBeforePackingAndWithoutTheHeader(Packing packing) throws Exception {
        var key = new ReportKey(
                Samples.BLUEBONNET, openPgp.fingerprint(OWN.publicArmour()), OWN.publicArmour(), Samples.NOW);
        DayReadings neighbours = day(NEIGHBOUR, WINTER_DAY);
        String rows = "'" + NEIGHBOUR + ",01/05/2026,01/06/2026 14:03:09,00:00,00:15,0.000,A,Consumption\r\n";

        byte[] unused = written(report(ReportFormat.CSV, packing), List.of(DAYS.get(2), neighbours), Optional.of(key));

        assertThat(bytesOfEsiids).hasSize(2).allMatch(bytes -> bytes == 96L * rows.length());
    }

    @Test
    void countsAFeedWhole() throws Exception {
        List<DayReadings> days = new ArrayList<>(DAYS);
        days.add(day(NEIGHBOUR, WINTER_DAY));

        Map<String, byte[]> entries = unzipped(written(report(ReportFormat.XML, Packing.ZIP), days, Optional.empty()));

        assertThat(bytesOfEsiids)
                .containsExactly(Stream.of("feed-00001.xml", "feed-00002.xml")
                        .map(name -> (long) Objects.requireNonNull(entries.get(name)).length)
                        .toArray(Long[]::new));
    }

    @ParameterizedTest
    @EnumSource(
            value = ReportFormat.class,
            names = {"CSV", "LSE", "XML"})
    void holdsEveryDayInEachLayoutThatHasAReader(ReportFormat format) throws Exception {
        byte[] file = written(report(format, Packing.NONE), DAYS, Optional.empty());

        assertThat(read(format, file))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("revisedAt")
                .containsExactlyInAnyOrderElementsOf(DAYS);
    }

    @Test
    void writesJsonWithEnergyInWattHoursAndItsDayInWords() throws Exception {
        JsonNode file = json.readTree(written(report(ReportFormat.JSON, Packing.NONE), DAYS, Optional.empty()));

        assertThat(file.path("timeZone").asText()).isEqualTo("America/Chicago");
        assertThat(file.path("items"))
                .extracting(item ->
                        item.path("day").asText() + " " + item.path("energyWh").size())
                .containsExactly("2025-03-09 92", "2025-11-02 100", "2026-01-05 96", "2026-01-05 96");
        assertThat(file.path("items").get(0).path("esiid").asText()).isEqualTo(HOME.value());
        assertThat(file.path("items").get(3).path("estimated").asInt()).isEqualTo(96);
    }

    @Test
    void packsOneFeedAPremiseWithAnIndexAndNamesNobodyInAFeed() throws Exception {
        List<DayReadings> days = new ArrayList<>(DAYS);
        days.add(day(NEIGHBOUR, WINTER_DAY));

        Map<String, byte[]> entries = unzipped(written(report(ReportFormat.XML, Packing.ZIP), days, Optional.empty()));

        assertThat(entries).containsOnlyKeys("feed-00001.xml", "feed-00002.xml", "index.csv");
        assertThat(new String(entries.getOrDefault("index.csv", new byte[0]), StandardCharsets.US_ASCII))
                .isEqualTo("FILE,ESIID\r\nfeed-00001.xml,'" + HOME + "\r\nfeed-00002.xml,'" + NEIGHBOUR + "\r\n");
        assertThat(new String(entries.getOrDefault("feed-00001.xml", new byte[0]), StandardCharsets.UTF_8))
                .doesNotContain(HOME.value(), NEIGHBOUR.value())
                .doesNotContainPattern("[0-9]{17}");
        assertThat(read(ReportFormat.XML, entries.getOrDefault("feed-00001.xml", new byte[0])))
                .hasSize(4);
    }

    /** Scenario E: PGP decrypts with the party's key only. */
    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void eDecryptsWithTheThirdPartysKeyOnly(ReportFormat format) throws Exception {
        var key = new ReportKey(
                Samples.BLUEBONNET, openPgp.fingerprint(OWN.publicArmour()), OWN.publicArmour(), Samples.NOW);

        byte[] file = written(report(format, Packing.PGP), DAYS, Optional.of(key));

        assertThat(new String(file, StandardCharsets.US_ASCII))
                .startsWith("-----BEGIN PGP MESSAGE-----")
                .doesNotContain(HOME.value());
        Map<String, byte[]> entries = unzipped(OWN.decrypt(file));
        byte[] content = entries.values().iterator().next();
        if (format == ReportFormat.JSON) {
            assertThat(json.readTree(content).path("items")).hasSize(4);
        } else {
            assertThat(read(format, content)).hasSize(4);
        }
        PgpKeys foreign = PgpKeys.rsa(2048, Samples.NOW.minusSeconds(1_000), 0);
        assertThatThrownBy(() -> foreign.decrypt(file)).isInstanceOf(PGPException.class);
    }

    @Test
    void refusesAKeyThatCannotOrMustNotBeEncryptedTo() throws Exception {
        String expired = PgpKeys.rsa(2048, Samples.NOW.minusSeconds(1_000), 999).publicArmour();
        String weak = PgpKeys.rsa(1024, Samples.NOW.minusSeconds(1_000), 0).publicArmour();

        assertUnfit(expired, "The key is revoked or expired; send one that is in force.");
        assertUnfit(weak, "The RSA key has 1024 bits; at least 2048 are needed.");
        assertUnfit(OWN.privateArmour(), "never a private one");
        assertUnfit("ssh-rsa AAAA", "BEGIN PGP PUBLIC KEY BLOCK");
        assertUnfit(OWN.publicArmour().substring(0, 200) + "\n-----END PGP PUBLIC KEY BLOCK-----", "export it again");
        assertUnfit("-----BEGIN PGP PUBLIC KEY BLOCK-----\n...\n-----END PGP PUBLIC KEY BLOCK-----", "again");
    }

    @Test
    void staysTheSameFileHoweverOftenItIsMade() throws Exception {
        for (ReportFormat format : ReportFormat.values()) {
            byte[] first = written(report(format, Packing.ZIP), DAYS, Optional.empty());
            clock.set(Samples.NOW.plusSeconds(3_600));

            assertThat(written(report(format, Packing.ZIP), DAYS, Optional.empty()))
                    .isEqualTo(first);
        }
    }

    @Test
    void showsNothingOfADraftThatIsNotPublished() throws Exception {
        var folder = folder();
        Report report = report(ReportFormat.CSV, Packing.NONE);
        try (Draft draft = folder.draft(report, Optional.empty())) {
            draft.append(new ReportRow.Intervals(DAYS.get(0)));
            draft.makeDurable();
        }

        try (var files = Files.list(home.resolve("adhocusage"))) {
            assertThat(files).isEmpty();
        }
        assertThat(folder.publishedBytes(report)).isEqualTo(-1);
    }

    private void assertUnfit(String armoured, String sentence) {
        assertThatThrownBy(() -> openPgp.fingerprint(armoured))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("RPT-103: ")
                .hasMessageContaining(sentence);
    }

    private DropReportFolder folder() {
        var feeds = new GreenButtonFeeds(new OpaqueIds("https://hub.example", new byte[16]), clock);
        return new DropReportFolder(party -> home, new ReportLayouts(json, feeds, openPgp));
    }

    private byte[] written(Report report, List<DayReadings> days, Optional<ReportKey> key) throws IOException {
        var folder = folder();
        try (Draft draft = folder.draft(report, key)) {
            String before = days.get(0).esiid().value();
            for (DayReadings day : days) {
                if (!day.esiid().value().equals(before)) {
                    bytesOfEsiids.add(draft.endEsiid());
                    before = day.esiid().value();
                }
                draft.append(new ReportRow.Intervals(day));
            }
            bytesOfEsiids.add(draft.endEsiid());
            draft.makeDurable();
            draft.publish();
            assertThat(folder.publishedBytes(report)).isEqualTo(draft.bytes());
        }
        Path file = home.resolve("adhocusage").resolve(report.fileName());
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        return bytes;
    }

    private static Report report(ReportFormat format, Packing packing) {
        var order = new ReportOrder(
                ReportKind.INTERVALS,
                List.of(HOME.value()),
                LocalDate.parse("2025-03-01"),
                WINTER_DAY,
                Channels.ALL,
                false,
                format,
                packing);
        return new Report(
                "rpt_1",
                Samples.BLUEBONNET,
                order,
                Report.Status.QUEUED,
                "IntervalMeterUsage120260210150405." + format + ".111222333" + packing.suffix(),
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Samples.NOW);
    }

    private static List<DayReadings> read(ReportFormat format, byte[] file) throws IOException, IntervalFileException {
        IntervalFileReader reader = switch (format) {
            case CSV -> new SmtCsvReader();
            case LSE -> new LseReader();
            default -> new GreenButtonReader();
        };
        List<DayReadings> days = new ArrayList<>();
        var unused = reader.read(
                new ByteArrayInputStream(file),
                ReadContext.of("report", Samples.NOW).withEsiid(HOME),
                days::add);
        return days;
    }

    private static Map<String, byte[]> unzipped(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }
}
