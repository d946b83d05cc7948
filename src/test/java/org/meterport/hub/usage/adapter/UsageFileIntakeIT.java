package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.HOUSTON;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.csv;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.ReadTally;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.Question;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.StoreUsageFile.FileLayouts;
import org.meterport.hub.usage.UsageStore;

class UsageFileIntakeIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    private Path root;

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final StoreUsageFile storeUsageFile = new UsageConfiguration()
            .storeUsageFile(
                    DATABASE.transactions(clock),
                    usage.store(),
                    new JdbcRegisterStore(DATABASE.jdbc(), clock),
                    DATABASE.jdbc(),
                    new UlidIds(clock, new Random(7)),
                    clock,
                    "2010-01-01");
    private final UsageFileIntake intake = new UsageFileIntake(storeUsageFile, json, clock);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        new SampleAgreements(DATABASE, clock).reset();
        usage.reset();
    }

    @Test
    void storesAFileAndLeavesItBesideItsAcknowledgement() throws IOException {
        byte[] content = csv(day(HOME, WINTER_DAY));
        Path file = put("oncor", "january.csv", content);

        take(file);

        assertThat(names("oncor/inbound")).isEmpty();
        assertThat(names("oncor/processed")).containsExactly("january.csv", "january.csv.ack.json");
        assertThat(root.resolve("oncor/processed/january.csv")).hasBinaryContent(content);
        assertThatObject(note("oncor/processed/january.csv.ack.json"))
                .returns("STORED", ack -> ack.path("status").asText())
                .returns("january.csv", ack -> ack.path("file").asText())
                .returns(1, ack -> ack.path("days").asInt())
                .returns(96, ack -> ack.path("readings").asInt())
                .returns(64, ack -> ack.path("sha256").asText().length())
                .returns("2026-02-10T15:04:05Z", ack -> ack.path("at").asText());
        assertThat(usage.latest(HOME)).hasSize(1);
    }

    @Test
    void refusesABadFileWithLineAndReasonAndStoresNothing() throws IOException {
        String good = new String(csv(day(HOME, WINTER_DAY)), StandardCharsets.US_ASCII);
        Path file = put("oncor", "bad.csv", good.replace("0.105,A", "-0.105,A").getBytes(StandardCharsets.US_ASCII));

        take(file);

        assertThat(names("oncor/inbound")).isEmpty();
        assertThat(names("oncor/rejected")).containsExactly("bad.csv", "bad.csv.report.json");
        assertThatObject(note("oncor/rejected/bad.csv.report.json"))
                .returns("REJECTED", report -> report.path("status").asText())
                .returns(7, report -> report.path("line").asInt())
                .returns("ENERGY_NEGATIVE", report -> report.path("reason").asText())
                .satisfies(report -> assertThat(report.path("detail").asText()).isNotBlank());
        assertThat(usage.rows()).isZero();
    }

    @Test
    void refusesDaysBeforeThoseThatAreKeptAndMakesNoTableForThem() throws IOException {
        Integer before = partitions();

        take(put("oncor", "old.csv", csv(day(HOME, LocalDate.of(2009, 12, 31)))));

        assertThatObject(note("oncor/rejected/old.csv.report.json"))
                .returns("DATE_INVALID", report -> report.path("reason").asText())
                .satisfies(report -> assertThat(report.path("detail").asText()).contains("2010-01-01"));
        assertThat(partitions()).isEqualTo(before);
    }

    private static Integer partitions() {
        Integer count = DATABASE.jdbc()
                .queryForObject(
                        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'interval_day'::regclass", Integer.class);
        return count == null ? -1 : count;
    }

    @Test
    void saysThatASecondSendingChangedNothing() throws IOException {
        take(put("oncor", "a.csv", csv(day(HOME, WINTER_DAY))));

        take(put("oncor", "b.csv", csv(day(HOME, WINTER_DAY))));

        assertThat(note("oncor/processed/b.csv.ack.json").path("status").asText())
                .isEqualTo("UNCHANGED");
        assertThat(usage.rows()).isOne();
    }

    @Test
    void acknowledgesAsStoredWhatWasStoredJustBeforeTheHubDied() throws IOException {
        byte[] content = csv(day(HOME, WINTER_DAY));
        Path file = put("oncor", "a.csv", content);
        diesAfterTheCommit(file);
        assertThat(usage.latest(HOME)).hasSize(1);

        take(file);

        assertThat(note("oncor/processed/a.csv.ack.json").path("status").asText())
                .isEqualTo("STORED");
        assertThat(names("oncor/inbound")).isEmpty();
        assertThat(usage.rows()).isOne();
    }

    @Test
    void endsTheSameWhenTheHubDiedBetweenTheNoteAndTheMove() throws IOException {
        byte[] content = csv(day(HOME, WINTER_DAY));
        take(put("oncor", "a.csv", content));
        Path file = put("oncor", "a.csv", content);
        Files.delete(root.resolve("oncor/processed/a.csv"));

        take(file);

        assertThat(names("oncor/processed")).containsExactly("a.csv", "a.csv.ack.json");
        assertThat(usage.rows()).isOne();
    }

    @Test
    void leavesNothingToDoForAFileThatIsGone() throws IOException {
        take(root.resolve("oncor/inbound/gone.csv"));

        assertThat(names("oncor")).isEmpty();
    }

    @Test
    void leavesAFileToTheNodeThatHasTakenItMeanwhile() throws IOException {
        Path file = put("oncor", "a.csv", csv(day(HOME, WINTER_DAY)));
        UsageStore overtaken = new UsageStore() {
            @Override
            public void lock(String tdspId) {
                take(file);
                usage.store().lock(tdspId);
            }

            @Override
            public Optional<StoredFile> claim(String tdspId, String sha256, @Nullable Esiid esiid) {
                return usage.store().claim(tdspId, sha256, esiid);
            }

            @Override
            public FileWriter write(StoredFile unused) {
                throw new IllegalStateException("the other node has stored it");
            }

            @Override
            public void acknowledged(String fileId) {
                usage.store().acknowledged(fileId);
            }

            @Override
            public void read(Query query, Consumer<DayReadings> reader) {
                throw new IllegalStateException("nobody reads here");
            }

            @Override
            public Question<List<String>> stamps(List<Query> queries) {
                throw new IllegalStateException("nobody reads here");
            }

            @Override
            public List<Integer> intervalLengths(String esiid, LocalDate from, LocalDate to) {
                throw new IllegalStateException("nobody reads here");
            }
        };

        new UsageFileIntake(
                        new StoreUsageFile(
                                DATABASE.transactions(clock),
                                overtaken,
                                new JdbcRegisterStore(DATABASE.jdbc(), clock),
                                new TdspPrefixes(DATABASE.jdbc()),
                                (bytes, context, sink) -> new ReadTally(0, 0),
                                prefix -> prefix + "1",
                                clock),
                        json,
                        clock)
                .take(exchange(file));

        assertThat(note("oncor/processed/a.csv.ack.json").path("status").asText())
                .isEqualTo("STORED");
        assertThat(names("oncor/processed")).containsExactly("a.csv", "a.csv.ack.json");
    }

    @Test
    void doesNotFollowALinkOutOfTheFolder() throws IOException {
        Path secret = Files.write(root.resolve("secret.csv"), csv(day(HOME, WINTER_DAY)));
        Path link = put("oncor", "x.csv", new byte[0]);
        Files.delete(link);
        Files.createSymbolicLink(link, secret);

        take(link);

        assertThat(usage.rows()).isZero();
        assertThat(secret).exists();
    }

    @Test
    void readsTheEsiidThatTheNameBeginsWith() throws IOException {
        var named = new AtomicReference<Esiid>();
        UsageFileIntake peeking = intake((bytes, context, sink) -> {
            named.set(context.esiid());
            throw new IOException("enough");
        });

        for (String name : List.of(HOME + "__feed.xml", HOUSTON + "__feed.xml")) {
            assertThatThrownBy(() -> peeking.take(exchange(put("oncor", name, new byte[] {1}))))
                    .isInstanceOf(Unavailable.class);
            assertThat(named.get()).isEqualTo(new Esiid(name.substring(0, name.indexOf('_'))));
        }
        for (String name : List.of("99999999999999999__feed.xml", HOME + "_feed.xml", HOME + "__", "feed.xml")) {
            assertThatThrownBy(() -> peeking.take(exchange(put("oncor", name, new byte[] {1}))))
                    .isInstanceOf(Unavailable.class);
            assertThat(named.get()).isNull();
        }
    }

    @Test
    void leavesTheFileWhereItIsWhileItCannotBeRead() throws IOException {
        Path file = put("oncor", "a.csv", csv(day(HOME, WINTER_DAY)));
        UsageFileIntake broken = intake((bytes, context, sink) -> {
            throw new IOException("the disk is away");
        });

        assertThatThrownBy(() -> broken.take(exchange(file)))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("file drop");

        assertThat(names("oncor/inbound")).containsExactly("a.csv");
        take(file);
        assertThat(names("oncor/processed")).hasSize(2);
    }

    private void diesAfterTheCommit(Path file) throws IOException {
        Path processed = root.resolve("oncor/processed");
        Files.writeString(processed, "in the way");
        assertThatThrownBy(() -> take(file)).isInstanceOf(Unavailable.class);
        Files.delete(processed);
    }

    private UsageFileIntake intake(FileLayouts layouts) {
        return new UsageFileIntake(
                new StoreUsageFile(
                        DATABASE.transactions(clock),
                        usage.store(),
                        new JdbcRegisterStore(DATABASE.jdbc(), clock),
                        new TdspPrefixes(DATABASE.jdbc()),
                        layouts,
                        prefix -> prefix + "1",
                        clock),
                json,
                clock);
    }

    private void take(Path file) {
        intake.take(exchange(file));
    }

    private static Exchange exchange(Path file) {
        var exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader(Exchange.FILE_PATH, file.toString());
        return exchange;
    }

    private Path put(String tdspId, String name, byte[] content) throws IOException {
        Path inbound = Files.createDirectories(root.resolve(tdspId).resolve("inbound"));
        return Files.write(inbound.resolve(name), content);
    }

    private List<String> names(String folder) throws IOException {
        if (!Files.exists(root.resolve(folder))) {
            return List.of();
        }
        try (var files = Files.list(root.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private JsonNode note(String path) throws IOException {
        return json.readTree(root.resolve(path).toFile());
    }
}
