package org.meterport.hub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.usage.adapter.IntervalView;
import org.meterport.hub.usage.adapter.KafkaBroker;
import org.meterport.hub.usage.adapter.SampleUsage;

/**
 * A hub whose settings alone let it take usage from Kafka, killed again and again while it does: every day comes to the
 * Third Party, once and as it was published.
 *
 * <p>{@code -Dmeterport.kills.seed=7} repeats a course.
 */
@Tag("nightly")
class KilledKafkaHubIT {

    private static final KafkaBroker BROKER = KafkaBroker.start();
    private static final String TOPIC = "usage.day.killed";
    private static final int PARTITIONS = 3;
    private static final int ROUNDS = 5;
    private static final int DAYS_A_ROUND = 60;
    private static final int LATEST_KILL_MILLIS = 1_500;
    private static final long SEED = Long.getLong("meterport.kills.seed", new Random().nextLong(1_000_000));

    private final HubProcess hub;
    private final Random chance = new Random(SEED);
    private final Premise home = HubProcess.homeWithDisplay();
    private final ObjectMapper json = new ObjectMapper();

    KilledKafkaHubIT(@TempDir Path data) {
        hub = new HubProcess(
                data,
                Map.of(
                        "meterport.usage.kafka.enabled",
                        "true",
                        "meterport.usage.kafka.brokers",
                        BROKER.address(),
                        "meterport.usage.kafka.topic",
                        TOPIC));
    }

    @AfterEach
    void stop() throws InterruptedException {
        hub.stop();
    }

    @AfterAll
    static void drop() {
        BROKER.close();
    }

    @Test
    void losesAndRepeatsNoDayWheneverItDies() throws IOException, InterruptedException {
        System.out.println("kills with Kafka: seed " + SEED);
        BROKER.createTopic(TOPIC, PARTITIONS);
        hub.start();
        hub.grant(home, "ENERGY_DATA", ",\"termMonths\":12");

        long published = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Map.Entry<String, byte[]>> messages = messages(firstDay(round));
            BROKER.publish(TOPIC, messages);
            published += messages.size();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(chance.nextInt(LATEST_KILL_MILLIS)));
            hub.kill();
            hub.start();
        }

        long all = published;
        HubProcess.until("the topic to be read", () -> Optional.of(committed()).filter(offset -> offset == all));
        String token = hub.token();
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(stored(token, firstDay(round)))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(expected(firstDay(round)));
        }
    }

    /** Long before the readings that the sandbox has by itself. */
    private static LocalDate firstDay(int round) {
        return LocalDate.of(2020, 1, 1).plusDays((long) round * DAYS_A_ROUND);
    }

    private static List<Map.Entry<String, byte[]>> messages(LocalDate from) {
        List<Map.Entry<String, byte[]>> messages = new ArrayList<>();
        for (Premise premise : HubProcess.street().premises()) {
            readings(premise, from)
                    .forEach(day -> messages.add(
                            Map.entry(day.esiid().value(), SampleUsage.json(day).getBytes(UTF_8))));
        }
        return messages;
    }

    private static List<DayReadings> readings(Premise premise, LocalDate from) {
        return HubProcess.street()
                .readings(premise, Channel.CONSUMPTION, from, from.plusDays(DAYS_A_ROUND - 1))
                .toList();
    }

    /** Every revision that the hub has of the home's days. */
    private List<JsonNode> stored(String token, LocalDate from) {
        List<JsonNode> days = new ArrayList<>();
        JsonNode answer = hub.get(
                token,
                "/api/v1/usage/" + home.esiid() + "/intervals?revisions=all&from=" + from + "&to="
                        + from.plusDays(DAYS_A_ROUND - 1));
        answer.path("items").forEach(days::add);
        return days;
    }

    private List<JsonNode> expected(LocalDate from) throws IOException {
        List<JsonNode> days = new ArrayList<>();
        for (DayReadings day : readings(home, from)) {
            days.add(json.readTree(json.writeValueAsBytes(IntervalView.of(day))));
        }
        return days;
    }

    private static long committed() {
        try (Admin admin = BROKER.admin()) {
            return admin
                    .listConsumerGroupOffsets("meterport")
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS)
                    .values()
                    .stream()
                    .mapToLong(at -> at.offset())
                    .sum();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
