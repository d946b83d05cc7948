package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.sandbox.Premise;

/**
 * The same as {@link KilledHubIT} at instants nobody has chosen, again and again on the same data: while callers hand in
 * work, while it is under way, while the hub starts up again. Callers do what callers do: without an answer they send
 * the same again.
 *
 * <p>{@code -Dmeterport.kills=100} sets the number of rounds, {@code -Dmeterport.kills.seed=7} repeats a course.
 */
@Tag("nightly")
class RandomKillsIT {

    private static final int ROUNDS = Integer.getInteger("meterport.kills", 50);
    private static final long SEED = Long.getLong("meterport.kills.seed", new Random().nextLong(1_000_000));
    private static final int LATEST_KILL_MILLIS = 2_500;
    private static final int LONGEST_START_MILLIS = 12_000;
    private static final int DAYS_A_FILE = 60;

    private final HubProcess hub;
    private final Random chance = new Random(SEED);
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(5);
    private final Premise home = HubProcess.homeWithDisplay();

    RandomKillsIT(@TempDir Path data) {
        hub = new HubProcess(data);
    }

    @AfterEach
    void stop() throws InterruptedException {
        threads.shutdownNow();
        hub.stop();
    }

    @Test
    void losesAndRepeatsNothingWheneverItDies() throws Exception {
        System.out.println("random kills: seed " + SEED + ", " + ROUNDS + " rounds");
        hub.start();
        hub.grant(home, "ENERGY_DATA", ",\"termMonths\":12");
        hub.grant(home, "IN_HOME_DEVICE_SERVICES", "");

        int delivered = 0;
        List<String> reports = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            Handed handed = handInAndDie(round);
            if (handed.text().equals("DEVICE_DELIVERED")) {
                delivered++;
            }
            reports.add(handed.reportFile());
            try (FileClient partner = hub.partner()) {
                assertThat(partner.list("adhocusage")).as(course(round)).containsExactlyInAnyOrderElementsOf(reports);
            }
        }
        hub.stop();

        for (Eui64 display : HubProcess.displays(home)) {
            assertThat(hub.shown(display))
                    .as(course(ROUNDS))
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(ROUNDS);
        }
        int shown = HubProcess.displays(home).stream()
                .mapToInt(display -> hub.shown(display).size())
                .max()
                .orElse(0);
        assertThat(shown).as(course(ROUNDS)).isGreaterThanOrEqualTo(delivered).isLessThanOrEqualTo(ROUNDS);
    }

    /** What came of a round's work. */
    private record Handed(String text, String reportFile) {}

    private Handed handInAndDie(int round) throws Exception {
        String token = hub.token();
        Call text = new Call(
                "/api/v1/han/text-messages",
                "{\"addresses\":[{\"esiid\":\"" + home.esiid() + "\"}],\"text\":\"Round " + round
                        + "\",\"durationMinutes\":60}",
                "text-" + SEED + "-" + round);
        Call report = new Call(
                "/v2/15minintervalreads/",
                "{\"trans_id\":\"r-" + SEED + "-" + round
                        + "\",\"startDate\":\"11/01/2026\",\"endDate\":\"11/02/2026\","
                        + "\"deliveryMode\":\"FTP\",\"esiid\":[\"" + home.esiid() + "\"]}",
                "report-" + SEED + "-" + round);
        Call invitations = new Call("/api/v1/invitations", invitations(round), "invitations-" + SEED + "-" + round);
        String file = "round-" + round + ".csv";
        byte[] csv = HubProcess.csv(home, firstDay(round));

        int dies = chance.nextInt(LATEST_KILL_MILLIS);
        Future<?> kill = threads.schedule(
                () -> {
                    hub.kill();
                    return dies;
                },
                dies,
                TimeUnit.MILLISECONDS);
        List<Future<Optional<JsonNode>>> answers = new ArrayList<>();
        for (Call call : List.of(text, report, invitations)) {
            answers.add(threads.submit(() -> send(token, call)));
        }
        Future<Boolean> put = threads.submit(() -> put(file, csv));
        kill.get();
        if (chance.nextInt(3) == 0) {
            hub.startAndKillAfter(chance.nextInt(LONGEST_START_MILLIS));
        }
        hub.start();

        String again = hub.token();
        JsonNode textAnswer = answered(answers.get(0), again, text);
        JsonNode reportAnswer = answered(answers.get(1), again, report);
        JsonNode invited = answered(answers.get(2), again, invitations);
        assertThat(invited.path("results").findValuesAsText("status"))
                .as(course(round))
                .doesNotContain("REFUSED");
        boolean uploadedOnce = put.get();
        if (!uploadedOnce) {
            HubProcess.until(
                    "the second sending of " + course(round),
                    () -> Optional.of(put(file, csv)).filter(arrived -> arrived));
        }

        String outcome = hub.finalStatus(again, textAnswer.path("id").asText());
        JsonNode done = hub.delivered(again, reportAnswer.path("correlationId").asText());
        whole(round, done);
        acknowledged(round, file, uploadedOnce);
        stored(round, again);
        HubProcess.until(
                "the mails of " + course(round),
                () -> Optional.of(mailIds(round)).filter(ids -> ids.size() == 2));
        return new Handed(outcome, done.path("fileName").asText());
    }

    private void acknowledged(int round, String file, boolean uploadedOnce) throws IOException {
        try (FileClient utility = hub.utility(home)) {
            JsonNode note = HubProcess.until(
                    "the acknowledgement of " + file,
                    () -> utilityIsEmpty(utility) ? ImportCommand.note(utility, file) : Optional.empty());
            // a sender who never heard that his first upload had arrived sends it a second time
            assertThat(note.path("status").asText())
                    .as(course(round))
                    .isIn(uploadedOnce ? Set.of("STORED") : Set.of("STORED", "UNCHANGED"));
            assertThat(note.path("days").asInt()).as(course(round)).isEqualTo(DAYS_A_FILE);
        }
    }

    /** Every interval of the round's file is there once, as it was sent. */
    private void stored(int round, String token) {
        LocalDate from = firstDay(round);
        JsonNode read = hub.get(
                token,
                "/api/v1/usage/" + home.esiid() + "/intervals?from=" + from + "&to=" + from.plusDays(DAYS_A_FILE - 1L)
                        + "&revisions=all");
        List<Long> totals = new ArrayList<>();
        for (JsonNode day : read.path("items")) {
            long total = 0;
            for (JsonNode energy : day.path("energyWh")) {
                total += energy.asLong();
            }
            totals.add(total);
        }
        assertThat(totals)
                .as(course(round))
                .containsExactlyElementsOf(HubProcess.street()
                        .readings(home, Channel.CONSUMPTION, from, from.plusDays(DAYS_A_FILE - 1L))
                        .map(DayReadings::totalWattHours)
                        .toList());
    }

    /** The report's file is as long as it was when it was delivered. */
    private void whole(int round, JsonNode report) throws IOException {
        try (FileClient partner = hub.partner()) {
            byte[] file = partner.get("adhocusage/" + report.path("fileName").asText());
            assertThat(file).as(course(round)).hasSize(report.path("bytes").asInt());
            assertThat(new String(file, StandardCharsets.US_ASCII).lines().count())
                    .as(course(round))
                    .isEqualTo(1 + 100 + 96);
        }
    }

    private static LocalDate firstDay(int round) {
        return HubProcess.street().firstDay().minusDays((long) DAYS_A_FILE * (round + 1));
    }

    private static boolean utilityIsEmpty(FileClient utility) {
        try {
            return utility.list("inbound").isEmpty();
        } catch (IOException away) {
            throw new CommandFailed("the utility's folder cannot be read: " + away.getMessage());
        }
    }

    /** Each of the two invitations by the one Message-ID that its mails have, however many copies there are. */
    private Set<String> mailIds(int round) {
        return hub.mails().stream()
                .filter(mail -> mail.path("text").asText().contains("Round " + round + " of "))
                .map(mail -> mail.path("to").path(0).asText() + " "
                        + mail.path("messageId").asText())
                .collect(Collectors.toSet());
    }

    /** Two premises a round; when the street is used up, the next kind of agreement. */
    private static String invitations(int round) {
        List<Premise> premises = HubProcess.street().premises();
        int pairs = (premises.size() - 10) / 2;
        int pair = (round - 1) % pairs;
        String[] kinds = {"\"ENERGY_DATA\",\"termMonths\":1", "\"IN_HOME_DEVICE\"", "\"IN_HOME_DEVICE_SERVICES\""};
        return premises.subList(10 + 2 * pair, 12 + 2 * pair).stream()
                .map(premise -> "{\"kind\":" + kinds[(round - 1) / pairs % kinds.length] + ",\"esiids\":[\""
                        + premise.esiid() + "\"],\"customerEmail\":\""
                        + premise.customer().email() + "\",\"purpose\":\"Round " + round + " of many\"}")
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    /** The answer from before the death, or that to the same call again. */
    private JsonNode answered(Future<Optional<JsonNode>> before, String token, Call call)
            throws ExecutionException, InterruptedException {
        return before.get().or(() -> attempt(() -> send(token, call))).orElseThrow();
    }

    private boolean put(String file, byte[] csv) {
        try (FileClient utility = hub.utility(home)) {
            utility.put("inbound/" + file, new ByteArrayInputStream(csv));
            return true;
        } catch (IOException died) {
            return false;
        }
    }

    /** One call with the key that makes its repetition harmless. */
    private record Call(String path, String body, String key) {}

    /** @return nothing when the hub died before its answer was whole */
    private Optional<JsonNode> send(String token, Call call) throws InterruptedException {
        return hub.attempt(token, call.path(), call.body(), call.key());
    }

    private static <T> T attempt(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String course(int round) {
        return "round " + round + " of seed " + SEED;
    }
}
