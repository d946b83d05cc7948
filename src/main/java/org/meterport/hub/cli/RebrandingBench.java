package org.meterport.hub.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Agreements;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Invitation;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.app.Hub;
import org.meterport.hub.cli.BenchCommand.Figure;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.rebranding.adapter.BareAnswer;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;

/**
 * What a customer waits for: 31 days of one ESIID's intervals, grant and disclosure included, against a bare servlet of
 * the same server that returns the same bytes. Hub, database and load share the machine, and there are as many callers
 * as it takes to keep it busy: with eight a quarter of it was idle while they waited for the disk. After two minutes of
 * warming up both take turns, the best of each counts; then half the hub's own rate is kept up, and the 99th percentile
 * is taken.
 */
final class RebrandingBench {

    private static final int CALLERS = 32;
    private static final int DAYS = 31;
    private static final int TURNS = 5;
    private static final double RATE_TARGET = 0.30;
    private static final double P99_MOST_MILLIS = 25;

    private final Hub hub;
    private final SandboxAccounts accounts;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final Duration warmUp;
    private final Duration round;
    private final Consumer<String> progress;

    /** @param progress is told each turn's figures */
    RebrandingBench(Hub hub, Duration warmUp, Duration round, Consumer<String> progress) {
        this.hub = hub;
        this.accounts = hub.part(SandboxAccounts.class);
        this.base = URI.create("http://127.0.0.1:" + hub.setting("meterport.http.port"));
        this.warmUp = warmUp;
        this.round = round;
        this.progress = progress;
    }

    /** What a hub needs to be measured. */
    static void prepare(java.util.Map<String, String> settings) {
        settings.put("meterport.bench.bare-answer", "true");
        // the bench is to find how much the hub can do, not how much a company may
        settings.put("meterport.limits.calls.quota", "0");
    }

    List<Figure> measure() {
        try (Callers callers = new Callers()) {
            HttpRequest call = call(grantedEsiid());
            HttpResponse<byte[]> first = client.send(call, HttpResponse.BodyHandlers.ofByteArray());
            if (first.statusCode() != 200) {
                throw new CommandFailed("the hub answered " + first.statusCode() + " to the bench's call");
            }
            hub.part(BareAnswer.class).answerWith(first.body());
            HttpRequest bare = HttpRequest.newBuilder(base.resolve(BareAnswer.PATH))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            double warm = callers.rate(call, warmUp);
            double unused = callers.rate(bare, warmUp.dividedBy(3)) + callers.p99(call, warm / 2, warmUp.dividedBy(3));
            double hubBest = 0;
            double bareBest = 0;
            double[] p99s = new double[TURNS];
            for (int turn = 0; turn < TURNS; turn++) {
                double hubRate = callers.rate(call, round);
                double bareRate = callers.rate(bare, round);
                p99s[turn] = callers.p99(call, hubRate / 2, round);
                progress.accept(String.format(
                        Locale.ROOT,
                        "# turn %d of %d: %.0f requests/s, bare servlet %.0f; p99 at %.0f requests/s %.1f ms",
                        turn + 1,
                        TURNS,
                        hubRate,
                        bareRate,
                        hubRate / 2,
                        p99s[turn]));
                hubBest = Math.max(hubBest, hubRate);
                bareBest = Math.max(bareBest, bareRate);
            }
            Arrays.sort(p99s);
            return List.of(
                    new Figure("rebranding-interval", hubBest, "requests/s", bareBest, RATE_TARGET),
                    Figure.atMost("rebranding-p99", p99s[TURNS / 2], "ms", P99_MOST_MILLIS));
        } catch (IOException failed) {
            throw new CommandFailed("the bench broke off: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    private HttpRequest call(String esiid) {
        LocalDate to = hub.part(Neighbourhood.class).lastDay();
        String token = new HttpCaller(base.toString(), trustNothing())
                .post(
                        "/v2/token/",
                        Optional.empty(),
                        "{\"username\":\"" + SandboxAccounts.BLUEBONNET.apiUser() + "\",\"password\":\""
                                + accounts.apiPassword(SandboxAccounts.BLUEBONNET) + "\"}")
                .json()
                .path("accessToken")
                .asText();
        return HttpRequest.newBuilder(base.resolve("/api/v1/rebranding/usage"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"esiid\":\"" + esiid + "\",\"view\":\"INTERVAL\",\"from\":\"" + to.minusDays(DAYS - 1L)
                                + "\",\"to\":\"" + to + "\"}"))
                .build();
    }

    /** Plain HTTP on loopback needs no authority. */
    private static javax.net.ssl.SSLContext trustNothing() {
        try {
            return javax.net.ssl.SSLContext.getDefault();
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A premise of the sandbox whose customer has granted energy data for a year. */
    private String grantedEsiid() {
        String esiid = hub.part(Neighbourhood.class).premises().get(0).esiid().value();
        Agreements agreements = hub.part(Agreements.class);
        Instant now = hub.part(Clock.class).instant();
        Ids ids = hub.part(Ids.class);
        hub.part(Transactions.class).operatorDoes(() -> {
            var customer = hub.part(Premises.class).find(List.of(esiid)).values().stream()
                    .findFirst()
                    .flatMap(org.meterport.hub.premise.Premise::customer)
                    .orElseThrow();
            var made = Agreement.invite(
                    new AgreementId(ids.next("agr_")),
                    SandboxAccounts.BLUEBONNET.id(),
                    customer.id(),
                    new Scope(
                            AgreementKind.ENERGY_DATA,
                            Set.of(DataKind.values()),
                            Term.ofMonths(12),
                            List.of(esiid),
                            "To measure this machine"),
                    Language.EN,
                    "bench",
                    new Invitation(
                            new InvitationId(ids.next("inv_")),
                            ids.next("bat_"),
                            now.plus(Invitation.VALIDITY),
                            1,
                            Invitation.Delivery.QUEUED),
                    Actor.thirdParty(SandboxAccounts.BLUEBONNET.apiUser()),
                    now);
            agreements.add(List.of(made));
            agreements.save(made.agreement().accept(Actor.customer(customer.id()), now));
        });
        return esiid;
    }

    /** Callers side by side, each with its own connection. */
    private final class Callers implements AutoCloseable {

        private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

        /** Requests a second, each caller sending the next when it has the answer. */
        double rate(HttpRequest request, Duration span) throws IOException, InterruptedException {
            long end = System.nanoTime() + span.toNanos();
            long start = System.nanoTime();
            List<Long> counts = together(caller -> {
                long count = 0;
                while (System.nanoTime() < end) {
                    send(request);
                    count++;
                }
                return count;
            });
            return counts.stream().mapToLong(Long::longValue).sum() / ((System.nanoTime() - start) / 1e9);
        }

        /** Milliseconds from when a request was due, whether it could be sent then or not. */
        double p99(HttpRequest request, double perSecond, Duration span) throws IOException, InterruptedException {
            long gap = (long) (1e9 * CALLERS / perSecond);
            long start = System.nanoTime();
            List<long[]> waits = together(caller -> {
                int most = (int) (span.toNanos() / gap);
                long[] taken = new long[most];
                for (int i = 0; i < most; i++) {
                    long due = start + gap * i + gap * caller / CALLERS;
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    send(request);
                    taken[i] = System.nanoTime() - due;
                }
                return taken;
            });
            long[] all = waits.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return all[(int) (all.length * 0.99)] / 1e6;
        }

        private void send(HttpRequest request) throws IOException, InterruptedException {
            HttpResponse<byte[]> response;
            try {
                response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            } catch (IOException closedBetweenTwoRequests) {
                // the server ends a connection after some requests, and the client may learn it too late
                response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            }
            if (response.statusCode() != 200) {
                throw new IOException("an answer " + response.statusCode() + " came");
            }
        }

        private <T> List<T> together(Work<T> work) throws IOException, InterruptedException {
            List<Future<T>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                running.add(threads.submit(() -> work.run(number)));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                try {
                    results.add(one.get());
                } catch (ExecutionException failed) {
                    throw new IOException(failed.getCause());
                }
            }
            return results;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    /** What one caller does. */
    @FunctionalInterface
    private interface Work<T> {
        T run(int caller) throws IOException, InterruptedException;
    }
}
