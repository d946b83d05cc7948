package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AnswerInvitation;
import org.meterport.hub.agreement.AnswerInvitation.Answer;
import org.meterport.hub.agreement.ManageInvitation;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.adapter.JdbcParties;
import org.meterport.hub.premise.adapter.JdbcPremises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.Transactions;

/** Accept, reject and withdraw of one invitation at the same instant, from hubs that share nothing but the database. */
class AnswerRaceIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleAgreements samples = new SampleAgreements(DATABASE, clock);
    private final SignedLinks links = new SignedLinks(new byte[32]);

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void letsExactlyOneWinAndTellsTheOthersWhich() throws Exception {
        race(200);
    }

    @Test
    @Tag("nightly")
    void letsExactlyOneWinAThousandTimes() throws Exception {
        race(1_000);
    }

    private void race(int rounds) throws Exception {
        samples.reset();
        samples.premise("10443720000000011");
        var barrier = new CyclicBarrier(3);
        ExecutorService nodes = Executors.newFixedThreadPool(3);
        try {
            for (int round = 0; round < rounds; round++) {
                Agreement asked = samples.invited(Samples.BLUEBONNET, Term.ofMonths(1), "10443720000000011");
                String token = links.invitation(
                        asked.invitation().orElseThrow().id(),
                        asked.invitation().orElseThrow().expiresAt());

                List<Future<Outcome>> outcomes = List.of(
                        nodes.submit(attempt(barrier, () -> node().answer(token, Answer.ACCEPT))),
                        nodes.submit(attempt(barrier, () -> node().answer(token, Answer.REJECT))),
                        nodes.submit(attempt(barrier, () -> withdraw(asked))));

                assertOneWinner(asked, outcomes);
                DATABASE.jdbc()
                        .update(
                                "UPDATE agreement_premise SET phase = 'OVER' WHERE agreement_id = ?",
                                asked.id().value());
            }
        } finally {
            nodes.shutdownNow();
        }
    }

    private record Outcome(AgreementState state, boolean won) {}

    private void assertOneWinner(Agreement asked, List<Future<Outcome>> outcomes) throws Exception {
        int winners = 0;
        for (Future<Outcome> future : outcomes) {
            Outcome outcome = future.get(30, TimeUnit.SECONDS);
            winners += outcome.won() ? 1 : 0;
        }
        AgreementState end = samples.state(asked);
        for (Future<Outcome> future : outcomes) {
            assertThat(future.get().state()).isEqualTo(end);
        }
        assertThat(winners).isOne();
    }

    /** The state a winner made, or the one a loser was told. */
    private static Callable<Outcome> attempt(CyclicBarrier barrier, Callable<Agreement> act) {
        return () -> {
            barrier.await(30, TimeUnit.SECONDS);
            try {
                return new Outcome(act.call().state(), true);
            } catch (Rejection told) {
                return new Outcome(told(told), false);
            }
        };
    }

    private static AgreementState told(Rejection refused) {
        if (refused.reason() == AgreementProblem.ALREADY_ACCEPTED) {
            return AgreementState.ACTIVE;
        }
        if (refused.reason() == AgreementProblem.ALREADY_REJECTED) {
            return AgreementState.REJECTED;
        }
        if (refused.reason() == AgreementProblem.ALREADY_WITHDRAWN) {
            return AgreementState.WITHDRAWN;
        }
        throw new IllegalStateException(refused.getMessage());
    }

    private AnswerInvitation node() {
        return new AnswerInvitation(
                transactions(),
                new JdbcAgreements(DATABASE.jdbc()),
                new JdbcPremises(DATABASE.jdbc(), SampleAgreements.SEALING),
                new JdbcParties(DATABASE.jdbc()),
                NO_MAIL,
                links,
                clock);
    }

    private Agreement withdraw(Agreement asked) {
        var manage = new ManageInvitation(new JdbcAgreements(DATABASE.jdbc()), NO_MAIL, clock);
        return transactions()
                .asPartner(
                        Samples.BLUEBONNET,
                        () -> manage.withdraw(
                                asked.invitation().orElseThrow().id(), Actor.thirdParty("bluebonnet-api")));
    }

    private Transactions transactions() {
        return DATABASE.transactions(clock);
    }

    private static final Outbox NO_MAIL = (queue, body, headers, priority) -> {};
}
