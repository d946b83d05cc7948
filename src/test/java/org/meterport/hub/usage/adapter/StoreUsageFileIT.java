package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.HOUSTON;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.csv;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.StoreUsageFile.Content;
import org.meterport.hub.usage.StoreUsageFile.Known;
import org.meterport.hub.usage.StoreUsageFile.Outcome;
import org.meterport.hub.usage.StoreUsageFile.Rejected;
import org.meterport.hub.usage.StoreUsageFile.Stored;

class StoreUsageFileIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Ids ids = new UlidIds(clock, new Random(7));
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final StoreUsageFile storeUsageFile = node();

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
    void storesEveryDayOfAGoodFile() throws IOException {
        byte[] file = csv(day(HOME, WINTER_DAY), day(HOME, WINTER_DAY.plusDays(1)), day(NEIGHBOUR, WINTER_DAY));

        Outcome outcome = store("oncor", file);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Stored.class,
                        stored -> assertThat(stored.file())
                                .returns(3L, f -> f.days())
                                .returns(288L, f -> f.readings())
                                .returns(false, f -> f.acknowledged()));
        assertThat(usage.latest(HOME)).hasSize(2);
        assertThat(usage.latest(NEIGHBOUR)).hasSize(1);
    }

    @Test
    void storesNothingOfAFileWhoseLastRowIsBad() throws IOException {
        usage.stored(day(HOME, WINTER_DAY));
        byte[] good = csv(Stream.iterate(WINTER_DAY.minusDays(30), date -> date.plusDays(1))
                .limit(30)
                .map(date -> day(HOME, date))
                .toArray(DayReadings[]::new));
        String text = new String(good, StandardCharsets.US_ASCII);
        byte[] bad =
                (text.substring(0, text.lastIndexOf(",A,")) + ",Z,Consumption\r\n").getBytes(StandardCharsets.US_ASCII);

        Outcome outcome = store("oncor", bad);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.fault())
                                .returns(FaultReason.FLAG_UNKNOWN, f -> f.reason())
                                .returns(30 * 96L + 1, f -> f.line()));
        assertThat(usage.rows()).isOne();
        assertThat(usage.count("usage_file")).isOne();
        assertThat(store("oncor", good)).isInstanceOf(Stored.class);
    }

    @Test
    void changesNothingWhenTheSameContentComesAgainUnderAnotherName() throws IOException {
        byte[] file = csv(day(HOME, WINTER_DAY));
        Stored first = (Stored) store("oncor", file);

        Outcome again = storeUsageFile.store("oncor", "other name.csv", null, content(file));

        assertThat(again)
                .isInstanceOfSatisfying(
                        Known.class,
                        known -> assertThat(known.file().id())
                                .isEqualTo(first.file().id()));
        assertThat(usage.rows()).isOne();
        assertThat(usage.count("usage_file")).isOne();
    }

    @Test
    void knowsAFileOfSeveralPortionsAtItsEnd() throws IOException {
        DayReadings[] days = WINTER_DAY
                .minusDays(2_500)
                .datesUntil(WINTER_DAY)
                .map(date -> day(HOME, date))
                .toArray(DayReadings[]::new);
        byte[] file = csv(days);
        assertThat(store("oncor", file)).isInstanceOf(Stored.class);

        assertThat(store("oncor", file)).isInstanceOf(Known.class);

        assertThat(usage.rows()).isEqualTo(days.length);
        assertThat(usage.count("usage_file")).isOne();
    }

    @Test
    void knowsAFileThatWouldBeRefusedNow() throws IOException {
        byte[] file = csv(day(HOME, WINTER_DAY));
        assertThat(store("oncor", file)).isInstanceOf(Stored.class);

        clock.set(WINTER_DAY.minusDays(9).atStartOfDay().toInstant(ZoneOffset.UTC));

        assertThat(store("oncor", file)).isInstanceOf(Known.class);
        assertThat(usage.rows()).isOne();
    }

    @Test
    void refusesAnotherUtilitysPremisesWhole() throws IOException {
        Outcome outcome = store("oncor", csv(day(HOME, WINTER_DAY), day(HOUSTON, WINTER_DAY)));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.fault())
                                .returns(FaultReason.ESIID_INVALID, f -> f.reason())
                                .satisfies(f -> assertThat(f.sentence())
                                        .contains("1008901")
                                        .doesNotContain(HOUSTON.value())));
        assertThat(usage.rows()).isZero();
        assertThat(store("centerpoint", csv(day(HOUSTON, WINTER_DAY)))).isInstanceOf(Stored.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000})
    void storesNothingWhenTheBytesBreakOffAndEverythingWhenTheyCome(int after) throws IOException {
        byte[] file = csv(day(HOME, WINTER_DAY));

        assertThatThrownBy(() -> storeUsageFile.store("oncor", "a.csv", null, breakingOff(file, after)))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is away");

        assertThat(usage.rows() + usage.count("usage_file")).isZero();
        assertThat(store("oncor", file)).isInstanceOf(Stored.class);
    }

    @Test
    void storesAFileOnceThatTwoNodesTakeAtOnce() throws Exception {
        byte[] file = csv(day(HOME, WINTER_DAY), day(NEIGHBOUR, WINTER_DAY));
        var inTheMiddle = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<Outcome> first =
                CompletableFuture.supplyAsync(() -> stored(node(), "oncor", pausing(file, inTheMiddle, goOn)));
        assertThat(inTheMiddle.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Outcome> second = CompletableFuture.supplyAsync(() -> stored(node(), "oncor", content(file)));

        assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Stored.class);
        assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(Known.class);
        assertThat(usage.rows()).isEqualTo(2);
    }

    @Test
    void storesAFileOnTheSecondNodeWhenTheFirstOneFails() throws Exception {
        byte[] file = csv(day(HOME, WINTER_DAY));
        var inTheMiddle = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<Outcome> first = CompletableFuture.supplyAsync(
                () -> stored(node(), "oncor", pausing(Arrays.copyOf(file, 400), inTheMiddle, goOn)));
        assertThat(inTheMiddle.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Outcome> second = CompletableFuture.supplyAsync(() -> stored(node(), "oncor", content(file)));

        goOn.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(Rejected.class);
        assertThat(second.get(20, TimeUnit.SECONDS)).isInstanceOf(Stored.class);
    }

    @Test
    void letsTwoUtilitiesBeginANewMonthAtOnce() throws Exception {
        var together = new CyclicBarrier(2);
        CompletableFuture<Outcome> oncor = CompletableFuture.supplyAsync(() ->
                stored(node(), "oncor", meeting(csv(day(HOME, WINTER_DAY.minusYears(9))), together)));
        CompletableFuture<Outcome> centerpoint = CompletableFuture.supplyAsync(() ->
                stored(node(), "centerpoint", meeting(csv(day(HOUSTON, WINTER_DAY.minusYears(9))), together)));

        assertThat(oncor.get(20, TimeUnit.SECONDS)).isInstanceOf(Stored.class);
        assertThat(centerpoint.get(20, TimeUnit.SECONDS)).isInstanceOf(Stored.class);
        assertThat(usage.latest(HOME)).hasSize(1);
        assertThat(usage.latest(HOUSTON)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void takesAndRefusesTheExamplesOfTheContract(Path example) throws IOException {
        clock.set(Instant.parse("2026-12-01T06:00:00Z"));
        String name = example.getFileName().toString();

        Outcome outcome = storeUsageFile.store("oncor", name, null, content(Files.readAllBytes(example)));

        if (example.toString().contains("/valid/")) {
            assertThat(outcome).isInstanceOf(Stored.class);
            assertThat(usage.rows()).isPositive();
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.fault().reason() + "-line-"
                                            + rejected.fault().line())
                                    .isEqualTo(name.substring(0, name.lastIndexOf('.'))));
            assertThat(usage.rows() + usage.count("usage_file")).isZero();
        }
    }

    static Stream<Path> examples() throws IOException {
        try (var files = Files.walk(RouteUnderTest.projectRoot().resolve("schemas/examples/interval-files"))) {
            return files
                    .filter(file ->
                            file.toString().endsWith(".csv") || file.toString().endsWith(".lse"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private StoreUsageFile node() {
        return new UsageConfiguration()
                .storeUsageFile(
                        DATABASE.transactions(clock),
                        usage.store(),
                        new JdbcRegisterStore(DATABASE.jdbc(), clock),
                        DATABASE.jdbc(),
                        ids,
                        clock,
                        "2000-01-01");
    }

    private Outcome store(String tdspId, byte[] file) throws IOException {
        return storeUsageFile.store(tdspId, "sample.csv", null, content(file));
    }

    private static Outcome stored(StoreUsageFile node, String tdspId, Content content) {
        try {
            return node.store(tdspId, "sample.csv", null, content);
        } catch (IOException away) {
            throw new IllegalStateException(away);
        }
    }

    private static Content content(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    private static Content breakingOff(byte[] bytes, int after) {
        return () -> new FilterInputStream(new ByteArrayInputStream(bytes, 0, after)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int read = super.read(buffer, from, length);
                if (read < 0) {
                    throw new IOException("the disk is away");
                }
                return read;
            }

            @Override
            public int read() throws IOException {
                throw new IOException("the disk is away");
            }
        };
    }

    private static Content pausing(byte[] bytes, CountDownLatch inTheMiddle, CountDownLatch goOn) {
        return () -> new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int read = super.read(buffer, from, length);
                if (read < 0) {
                    inTheMiddle.countDown();
                    await(goOn);
                }
                return read;
            }
        };
    }

    private static Content meeting(byte[] bytes, CyclicBarrier together) {
        return () -> new FilterInputStream(new ByteArrayInputStream(bytes)) {
            private boolean met;

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int read = super.read(buffer, from, length);
                if (read < 0 && !met) {
                    met = true;
                    meet();
                }
                return read;
            }

            private void meet() throws IOException {
                try {
                    together.await(20, TimeUnit.SECONDS);
                } catch (Exception alone) {
                    throw new IOException(alone);
                }
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody said to go on");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
