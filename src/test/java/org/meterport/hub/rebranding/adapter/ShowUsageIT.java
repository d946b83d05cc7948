package org.meterport.hub.rebranding.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.REVISED;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.JdbcGrants;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.rebranding.RenderedUsage;
import org.meterport.hub.rebranding.ShowUsage;
import org.meterport.hub.rebranding.ShownUsage;
import org.meterport.hub.rebranding.UsageQuestion;
import org.meterport.hub.rebranding.UsageQuestion.View;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.adapter.JdbcRegisterStore;
import org.meterport.hub.usage.adapter.SampleUsage;

/** Many customers look at once: one transaction, an answer made before, and still a grant and a row in the log for each. */
class ShowUsageIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);
    private final JdbcGrants grants =
            new JdbcGrants(DATABASE.jdbc(), new CompleteOneTime(agreements.agreements(), clock)::delivered);
    private final JdbcDisclosureLog disclosures = new JdbcDisclosureLog(DATABASE.jdbc(), clock);
    private final RebrandingSource source =
            new RebrandingSource(usage.store(), new JdbcRegisterStore(DATABASE.jdbc(), clock));
    private final AtomicInteger rendered = new AtomicInteger();
    private final ShowUsage showUsage = new ShowUsage(
            transactions,
            grants,
            disclosures,
            new ReadIntervals(transactions, grants, disclosures, usage.store(), clock, 24),
            usage.store(),
            Duration.ofSeconds(10),
            1 << 20);
    private final ExecutorService callers = Executors.newFixedThreadPool(12);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void twoHomes() {
        agreements.reset();
        usage.reset();
        usage.stored(day(HOME, WINTER_DAY), day(NEIGHBOUR, WINTER_DAY));
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void makesAnAnswerOnceUntilAReadingChangesAndNotesEveryTime() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());

        RenderedUsage first = show(HOME.value(), Optional.empty());
        RenderedUsage again = show(HOME.value(), Optional.empty());

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.version()).isEqualTo(first.version());
        assertThat(rendered).hasValue(1);
        assertThat(bytesDisclosed()).containsExactly(first.body().length, first.body().length);

        usage.stored(day(HOME, WINTER_DAY, REVISED.plusSeconds(60), slot -> 7));
        RenderedUsage revised = show(HOME.value(), Optional.empty());
        assertThat(revised.version()).isNotEqualTo(first.version());
        assertThat(text(revised)).endsWith("672");
        assertThat(rendered).hasValue(2);
    }

    /** Law 1: an answer that is at hand leaves under a live grant only. */
    @Test
    void anAnswerMadeBeforeStaysHereWhenTheGrantHasEnded() {
        Agreement granted = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        RenderedUsage shown = show(HOME.value(), Optional.empty());
        agreements.step(granted, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        assertThatThrownBy(() -> show(HOME.value(), Optional.empty()))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("USG-201");
        assertThatThrownBy(() -> show(HOME.value(), Optional.of(shown.version())))
                .isInstanceOf(Rejection.class);
        assertThat(bytesDisclosed()).hasSize(1);
    }

    @Test
    void disclosesNothingToOneThatHasTheVersionAlready() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        RenderedUsage shown = show(HOME.value(), Optional.empty());

        RenderedUsage same = show(HOME.value(), Optional.of(shown.version()));

        assertThat(text(same)).isEqualTo("unchanged");
        assertThat(bytesDisclosed()).hasSize(1);
    }

    @Test
    void callsAtOnceGetEachItsOwnAnswerOrRefusal() throws Exception {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        String nowhere = "10443720000009999";
        usage.stored(day(NEIGHBOUR, WINTER_DAY, REVISED.plusSeconds(9), slot -> 5));
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(6), NEIGHBOUR.value());
        List<String> esiids = List.of(HOME.value(), NEIGHBOUR.value(), nowhere);
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String esiid = esiids.get(i % 3);
            calls.add(() -> {
                try {
                    return text(show(esiid, Optional.empty()));
                } catch (Rejection refused) {
                    return refused.code();
                }
            });
        }

        List<Future<String>> answers = callers.invokeAll(calls, 60, TimeUnit.SECONDS);

        for (int i = 0; i < 300; i++) {
            String answer = answers.get(i).get();
            switch (i % 3) {
                case 0 -> assertThat(answer).startsWith(HOME + " ");
                case 1 -> assertThat(answer).isEqualTo(NEIGHBOUR + " 480");
                default -> assertThat(answer).isEqualTo("USG-201");
            }
        }
        assertThat(bytesDisclosed()).hasSize(200);
    }

    @Test
    void aOneTimeAgreementIsUsedUpByOneOfManyCalls() throws Exception {
        agreements.active(Samples.BLUEBONNET, Term.ONE_TIME, HOME.value());
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int number = i;
            calls.add(() -> {
                try {
                    RenderedUsage unused = show(HOME.value(), Optional.empty(), "req_" + number);
                    return true;
                } catch (Rejection refused) {
                    return false;
                }
            });
        }

        int shown = 0;
        for (Future<Boolean> answer : callers.invokeAll(calls, 60, TimeUnit.SECONDS)) {
            shown += answer.get() ? 1 : 0;
        }

        assertThat(shown).isOne();
        assertThat(bytesDisclosed()).hasSize(1);
    }

    private RenderedUsage show(String esiid, Optional<String> known) {
        return show(esiid, known, "req_1");
    }

    private RenderedUsage show(String esiid, Optional<String> known, String reference) {
        var question =
                new UsageQuestion(Samples.BLUEBONNET, esiid, View.INTERVAL, WINTER_DAY, WINTER_DAY, Channels.ALL);
        return showUsage.show(question, source.direct(question), known, reference, this::render);
    }

    private byte[] render(ShownUsage shown) {
        if (shown.unchanged()) {
            return "unchanged".getBytes(StandardCharsets.UTF_8);
        }
        rendered.incrementAndGet();
        return (shown.days().get(0).esiid() + " " + shown.days().get(0).totalWattHours())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String text(RenderedUsage usage) {
        return new String(usage.body(), StandardCharsets.UTF_8);
    }

    private List<Integer> bytesDisclosed() {
        return DATABASE.jdbc().queryForList("SELECT bytes FROM disclosure ORDER BY id", Integer.class);
    }
}
