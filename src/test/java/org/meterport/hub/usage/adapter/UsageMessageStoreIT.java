package org.meterport.hub.usage.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.HOUSTON;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;
import static org.meterport.hub.usage.adapter.SampleUsage.json;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.routing.ParkedFlows;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.UlidIds;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.StoreUsageMessages;
import org.meterport.hub.usage.StoreUsageMessages.Published;

/** The flow {@code usage-message-store} on a real broker and a real database. */
class UsageMessageStoreIT {

    private static final KafkaBroker BROKER = KafkaBroker.start();
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger TOPICS = new AtomicInteger();
    private static final int PARTITIONS = 3;

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final String topic = "usage.day.test" + TOPICS.incrementAndGet();
    private final List<Node> nodes = new ArrayList<>();

    @AfterAll
    static void drop() {
        BROKER.close();
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        new SampleAgreements(DATABASE, clock).reset();
        usage.reset();
        BROKER.createTopic(topic, PARTITIONS);
        BROKER.createTopic(topic + ".refused", 1);
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> node.route.close());
    }

    @Test
    void storesEveryDayOnceAndSaysSoToTheTopic() {
        node();
        List<DayReadings> days = days(HOME, 40);
        days.addAll(days(NEIGHBOUR, 40));
        days.addAll(days(HOUSTON, 20));

        publish(days);

        until(() -> usage.rows() == 100);
        until(() -> committed() == 100);
        assertThat(usage.latest(HOME)).containsExactlyElementsOf(days.subList(0, 40));
        assertThat(DATABASE.jdbc().queryForList("SELECT DISTINCT tdsp_id FROM usage_file ORDER BY 1", String.class))
                .containsExactly("centerpoint", "oncor");
    }

    @Test
    void putsABadMessageAsideWithCodeAndPlaceAndGoesOn() {
        node();
        DayReadings first = day(HOME, WINTER_DAY);
        DayReadings last = day(HOME, WINTER_DAY.plusDays(1));
        String bad = json(day(HOME, WINTER_DAY.plusDays(2))).replace("[100,", "[-1,");

        BROKER.publish(
                topic,
                List.of(
                        message(first),
                        Map.entry(HOME.value(), bad.getBytes(UTF_8)),
                        Map.entry("no json", "{".getBytes(UTF_8)),
                        Map.entry(
                                "10400510000000017",
                                json(day(new Esiid("10400510000000017"), WINTER_DAY))
                                        .getBytes(UTF_8)),
                        message(last)));

        until(() -> usage.rows() == 2);
        until(() -> committed() == 5);
        assertThat(usage.latest(HOME)).containsExactly(first, last);
        List<Map<String, String>> refused = refused(3);
        assertThat(refused)
                .extracting(one -> one.get(UsageMessageIntake.CODE) + " " + one.get(UsageMessageIntake.PLACE))
                .containsExactlyInAnyOrder(
                        "ENERGY_NEGATIVE /energyWh/0", "MESSAGE_UNREADABLE ", "ESIID_INVALID /esiid");
        assertThat(refused)
                .allSatisfy(
                        one -> assertThat(one.get(UsageMessageIntake.POSITION)).matches(topic + "-\\d@\\d"));
        assertThat(refused).extracting(one -> one.get("body")).contains(bad);
    }

    @Test
    void changesNothingWhenEverythingIsDeliveredAgain() throws Exception {
        Node first = node();
        publish(days(HOME, 30));
        publish(List.of(day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> 7 + slot)));
        until(() -> committed() == 31);
        List<DayReadings> before = usage.revisions(HOME);
        first.route.close();

        try (var admin = BROKER.admin()) {
            admin.alterConsumerGroupOffsets("hub-" + topic, offsets(0)).all().get();
        }
        node();

        until(() -> committed() == 31);
        assertThat(usage.revisions(HOME)).containsExactlyElementsOf(before).hasSize(31);
    }

    @Test
    void keepsTheOrderOfAPremisesRevisions() {
        node();
        List<DayReadings> revisions = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            int number = i;
            revisions.add(day(HOME, WINTER_DAY, REVISED.plusSeconds(i), slot -> 10 * number + slot));
        }

        publish(revisions);

        until(() -> usage.rows() == 20);
        assertThat(usage.revisions(HOME)).containsExactlyElementsOf(revisions);
        assertThat(usage.latest(HOME)).containsExactly(revisions.get(19));
    }

    @Test
    void waitsForADatabaseThatIsAwayAndLosesNothing() throws InterruptedException {
        var parked = new ParkedFlows();
        var away = new Away(2);
        node(parked, away);

        publish(days(HOME, 5));

        assertThat(away.met.await(30, TimeUnit.SECONDS)).isTrue();
        until(() -> !parked.all().isEmpty() || usage.rows() == 5);
        until(() -> usage.rows() == 5);
        until(() -> committed() == 5);
    }

    @Test
    void neitherLosesNorDoublesADayWhileReadersComeAndGo() {
        List<DayReadings> days = new ArrayList<>();
        for (int home = 0; home < 30; home++) {
            days.addAll(days(new Esiid("104437200000001" + (10 + home)), 20));
        }
        Node first = node();
        publish(days.subList(0, 200));
        until(() -> usage.rows() > 0);
        node();
        publish(days.subList(200, 400));
        first.route.close();
        publish(days.subList(400, 600));
        node();

        until(() -> usage.rows() >= 600);
        until(() -> committed() == 600);
        assertThat(usage.rows()).isEqualTo(600);
        assertThat(DATABASE.jdbc()
                        .queryForObject(
                                "SELECT count(*) FROM (SELECT DISTINCT esiid, usage_day FROM interval_day WHERE latest) AS d",
                                Integer.class))
                .isEqualTo(600);
    }

    @Test
    void putsAsideOneMessageThatBreaksTheStoreAndStoresTheOthers() {
        node(new ParkedFlows(), new Breaking(WINTER_DAY.minusDays(57)));

        publish(days(HOME, 6));

        until(() -> committed() == 6);
        assertThat(usage.latest(HOME)).hasSize(5);
        assertThat(refused(1))
                .extracting(one -> one.get(UsageMessageIntake.CODE))
                .containsExactly("HUB_DEFECT");
    }

    /** A hub's part in it. */
    private record Node(RouteUnderTest route) {}

    private Node node() {
        return node(new ParkedFlows(), new Undisturbed());
    }

    private Node node(ParkedFlows parked, Undisturbed disturbance) {
        var store =
                new StoreUsageMessages(
                        DATABASE.transactions(clock),
                        usage.store(),
                        new TdspPrefixes(DATABASE.jdbc()),
                        new UlidIds(clock, new Random(nodes.size() + 7L))) {
                    @Override
                    public List<Published> store(String name, List<Published> batch) {
                        disturbance.before(batch);
                        return super.store(name, batch);
                    }
                };
        RouteUnderTest route = RouteUnderTest.load("usage-message-store")
                .property(
                        "meterport.usage.kafka.uri",
                        "kafka:" + topic + "?brokers=" + BROKER.address() + "&groupId=hub-" + topic
                                + "&batching=true&batchingIntervalMs=100&maxPollRecords=50&pollTimeoutMs=250"
                                + "&allowManualCommit=true&autoCommitEnable=false&breakOnFirstError=true"
                                + "&autoOffsetReset=earliest"
                                + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer")
                .property(
                        "meterport.usage.kafka.refused.uri", "kafka:" + topic + ".refused?brokers=" + BROKER.address())
                .bean("usageMessageIntake", new UsageMessageIntake(store, LocalDate.of(2010, 1, 1), clock))
                .failureBeans(parked);
        route.context();
        var node = new Node(route);
        nodes.add(node);
        return node;
    }

    /** Nothing happens before a batch is stored. */
    private static class Undisturbed {
        void before(List<Published> batch) {
            assertThat(batch).isNotEmpty();
        }
    }

    private static final class Away extends Undisturbed {

        private final CountDownLatch met;

        Away(int times) {
            met = new CountDownLatch(times);
        }

        @Override
        void before(List<Published> batch) {
            if (met.getCount() > 0) {
                met.countDown();
                throw new Unavailable("database", "is away", null);
            }
        }
    }

    private static final class Breaking extends Undisturbed {

        private final LocalDate day;

        Breaking(LocalDate day) {
            this.day = day;
        }

        @Override
        void before(List<Published> batch) {
            if (batch.stream().anyMatch(one -> one.day().day().equals(day))) {
                throw new IllegalStateException("a defect");
            }
        }
    }

    private static List<DayReadings> days(Esiid esiid, int count) {
        List<DayReadings> days = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            days.add(day(esiid, WINTER_DAY.minusDays(60).plusDays(i)));
        }
        return days;
    }

    private void publish(List<DayReadings> days) {
        BROKER.publish(topic, days.stream().map(UsageMessageStoreIT::message).toList());
    }

    private static Map.Entry<String, byte[]> message(DayReadings day) {
        return Map.entry(day.esiid().value(), json(day).getBytes(UTF_8));
    }

    private long committed() {
        try (var admin = BROKER.admin()) {
            return admin
                    .listConsumerGroupOffsets("hub-" + topic)
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(long at) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new java.util.HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            offsets.put(new TopicPartition(topic, partition), new OffsetAndMetadata(at));
        }
        return offsets;
    }

    private List<Map<String, String>> refused(int count) {
        List<Map<String, String>> found = new CopyOnWriteArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        BROKER.address(),
                        "group.id",
                        "look-" + topic,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic + ".refused"));
            until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    Map<String, String> one = new java.util.HashMap<>();
                    one.put("body", message.value());
                    message.headers().forEach(header -> one.put(header.key(), new String(header.value(), UTF_8)));
                    found.add(one);
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    private static void until(java.util.function.BooleanSupplier done) {
        org.awaitility.Awaitility.await().atMost(PATIENCE).until(done::getAsBoolean);
    }
}
