package org.meterport.hub.agreement.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.AdvanceAgreements;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementEvent;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AnswerInvitation;
import org.meterport.hub.agreement.AnswerInvitation.Answer;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.CreateInvitations;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.DispatchInvitation;
import org.meterport.hub.agreement.EndAgreement;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.Invitation;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.agreement.InvitationItem;
import org.meterport.hub.agreement.ManageInvitation;
import org.meterport.hub.agreement.MoveOut;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.SuspendThirdParty;
import org.meterport.hub.agreement.adapter.ReferenceAgreements.Entry;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.adapter.JdbcParties;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.adapter.JdbcPremises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/**
 * Random lives of agreements, on the real database and on {@link ReferenceAgreements}, compared after every command:
 * answers, states, terms, last events, and what may be read. A clock jump may or may not be followed by the timed flow,
 * and a restart throws away everything that is not in the database. A difference names the seed and the steps.
 */
class AgreementModelIT {

    /** One for each worker: the timed flow of one life would meet another's otherwise. */
    private static final List<TestDatabase> DATABASES = List.of(TestDatabase.fresh(), TestDatabase.fresh());

    private static final AtomicInteger LIVES = new AtomicInteger();
    private static final AtomicInteger IDS = new AtomicInteger();
    private static final int STEPS = 18;

    /** Emptying the tables costs some lives' time; full ones slow every life. */
    private static final int LIVES_BETWEEN_RESETS = 500;

    private static final List<AgreementKind> KINDS = List.of(AgreementKind.values());
    private static final Actor PARTNER = Actor.thirdParty("model-api");
    private static final Actor OPERATOR = Actor.operator("model");
    private static final Outbox NO_MAIL = (queue, body, headers, priority) -> {};

    private static void base(TestDatabase database) {
        new SampleAgreements(database, new StoppedClock(Samples.NOW)).reset();
    }

    @AfterAll
    static void drop() {
        DATABASES.forEach(TestDatabase::close);
    }

    @Test
    void twoHundredLivesAreAsTheReferenceSays() throws Exception {
        live(1, 200);
    }

    @Test
    @Tag("nightly")
    void tenThousandLivesAreAsTheReferenceSays() throws Exception {
        live(1_000, 10_000);
    }

    private static void live(int firstSeed, int count) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(DATABASES.size());
        try {
            var next = new AtomicInteger(firstSeed);
            List<Future<?>> done = new ArrayList<>();
            for (TestDatabase database : DATABASES) {
                done.add(workers.submit(() -> live(database, next, firstSeed + count)));
            }
            for (Future<?> worker : done) {
                worker.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private static void live(TestDatabase database, AtomicInteger next, int end) {
        int lives = 0;
        for (int seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            if (lives++ % LIVES_BETWEEN_RESETS == 0) {
                base(database);
            }
            new Life(database, seed).live();
        }
    }

    /** One company, one customer, three premises, and what happens to them. */
    private static final class Life {

        private final TestDatabase database;
        private final int seed;
        private final Random random;
        private final StoppedClock clock = new StoppedClock(Samples.NOW);
        private final Transactions transactions;
        private final boolean accountNeeded;
        private final int number = LIVES.incrementAndGet();
        private final ThirdPartyId party = new ThirdPartyId("tp_model" + number);
        private final CustomerId customer = new CustomerId("cus_model" + number);
        private final String email = "model" + number + "@example.com";
        private final List<String> homes = List.of(home(1), home(2), home(3));
        private final ReferenceAgreements reference = new ReferenceAgreements(homes);
        private final List<AgreementId> made = new ArrayList<>();
        private final List<String> told = new ArrayList<>();
        private Node node;

        Life(TestDatabase database, int seed) {
            this.database = database;
            this.seed = seed;
            this.random = new Random(seed);
            this.transactions = database.transactions(clock);
            this.accountNeeded = random.nextInt(5) == 0;
            this.node = new Node(database, clock, transactions, accountNeeded);
            var jdbc = database.jdbc();
            jdbc.update(
                    "INSERT INTO third_party VALUES (?, 'Model', ?, 'm@example.com', NULL, NULL, 'ACTIVE', now())",
                    party.value(),
                    "%09d".formatted(700_000_000 + number));
            jdbc.update("INSERT INTO customer VALUES (?, ?, 'Mo Del', 'en')", customer.value(), email);
            for (String home : homes) {
                jdbc.update(
                        "INSERT INTO premise VALUES (?, 'oncor', 'M', 'REP', 10001, '1 Main St', 'Dallas', '75201')",
                        home);
                jdbc.update("INSERT INTO occupancy VALUES (?, ?, '2020-01-01Z', NULL)", home, customer.value());
            }
        }

        private String home(int place) {
            return "1044372%09d%d".formatted(number, place);
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                step();
                compare();
            }
            // so that the timed flow of later lives does not meet this one's leftovers
            database.jdbc().update("UPDATE agreement SET state = 'WITHDRAWN' WHERE third_party_id = ?", party.value());
        }

        private void step() {
            int dice = random.nextInt(100);
            if (dice < 24 || made.isEmpty()) {
                invite();
            } else if (dice < 32) {
                mailed(any());
            } else if (dice < 37) {
                resend(any());
            } else if (dice < 52) {
                answer(any(), random.nextInt(4) > 0);
            } else if (dice < 57) {
                withdraw(any());
            } else if (dice < 63) {
                end(any(), random.nextBoolean());
            } else if (dice < 69) {
                renew(any());
            } else if (dice < 75) {
                deliver(homes.get(random.nextInt(3)));
            } else if (dice < 79) {
                moveOut(homes.get(random.nextInt(3)));
            } else if (dice < 82) {
                moveIn(homes.get(random.nextInt(3)));
            } else if (dice < 84) {
                suspendAndApprove();
            } else if (dice < 95) {
                jump();
            } else {
                told.add("restart");
                node = new Node(database, clock, transactions, accountNeeded);
            }
        }

        private int any() {
            return random.nextInt(made.size());
        }

        private void invite() {
            AgreementKind kind = KINDS.get(random.nextInt(3));
            boolean energy = kind == AgreementKind.ENERGY_DATA;
            boolean once = energy && random.nextInt(4) == 0;
            int months = energy && !once ? 1 + random.nextInt(12) : 0;
            List<String> esiids = random.nextBoolean()
                    ? List.of(homes.get(random.nextInt(3)))
                    : List.of(homes.get(0), homes.get(1 + random.nextInt(2)));
            String expected = reference.invite(kind, months, once, esiids, clock.instant());
            var item = new InvitationItem(
                    kind.name(),
                    esiids,
                    email,
                    once ? List.of("INTERVAL") : List.of(),
                    once,
                    months == 0 ? Optional.empty() : Optional.of(months),
                    "A model",
                    Optional.empty());
            expect("invite " + kind + " " + months + " " + esiids, expected, () -> {
                Map<String, Premise> known = node.create.lookUp(List.of(item));
                CreateInvitations.Result result = transactions
                        .asPartner(party, () -> node.create.create(party, PARTNER, List.of(item), known))
                        .results()
                        .get(0);
                if (result.refused().isPresent()) {
                    throw result.refused().get();
                }
                made.add(result.invited().orElseThrow().id());
                return true;
            });
        }

        private void mailed(int one) {
            Agreement agreement = find(one);
            agreement.invitation().ifPresent(invitation -> {
                reference.mailed(entry(one));
                node.dispatch.record(invitation.id(), invitation.sends(), Delivery.SENT);
                told.add("mailed " + one);
            });
        }

        private void resend(int one) {
            invitation(one)
                    .ifPresent(invitation -> expect(
                            "resend " + one,
                            reference.resend(entry(one), clock.instant()),
                            () -> transactions.asPartner(party, () -> node.manage.resend(invitation.id(), PARTNER))));
        }

        private void answer(int one, boolean yes) {
            boolean signedIn = accountNeeded && random.nextBoolean();
            invitation(one)
                    .ifPresent(invitation -> expect(
                            (yes ? "accept " : "reject ") + one + (signedIn ? " signed in" : ""),
                            reference.answer(entry(one), yes, signedIn || !accountNeeded, clock.instant()),
                            () -> node.answer.answer(
                                    node.links.invitation(invitation.id(), invitation.expiresAt()),
                                    yes ? Answer.ACCEPT : Answer.REJECT,
                                    signedIn ? List.of(customer) : List.of())));
        }

        private void withdraw(int one) {
            invitation(one)
                    .ifPresent(invitation -> expect(
                            "withdraw " + one,
                            reference.withdraw(entry(one), clock.instant()),
                            () -> transactions.asPartner(party, () -> node.manage.withdraw(invitation.id(), PARTNER))));
        }

        private void end(int one, boolean byCustomer) {
            expect(
                    "end " + one + (byCustomer ? " by customer" : ""),
                    reference.end(entry(one), byCustomer, clock.instant()),
                    () -> byCustomer
                            ? node.end.byCustomer(customer, made.get(one))
                            : transactions.asPartner(party, () -> node.end.byThirdParty(made.get(one), PARTNER)));
        }

        private void renew(int one) {
            expect("renew " + one, reference.renew(entry(one), clock.instant()), () -> {
                made.add(node.end.renew(customer, made.get(one)).id());
                return true;
            });
        }

        private void deliver(String esiid) {
            told.add("deliver " + esiid);
            reference.delivered(esiid, clock.instant());
            transactions.asPartner(party, () -> {
                node.grants.delivered(
                        party, node.grants.readable(party, List.of(esiid), DataKind.INTERVAL, "req_" + told.size()));
                return true;
            });
        }

        private void moveOut(String esiid) {
            told.add("move out " + esiid);
            reference.moveOut(esiid);
            node.moveOut.of(esiid, OPERATOR);
        }

        private void moveIn(String esiid) {
            told.add("move in " + esiid);
            reference.moveIn(esiid);
            transactions.operatorDoes(() -> {
                Premise premise = Optional.ofNullable(
                                node.premises.find(List.of(esiid)).get(esiid))
                        .orElseThrow();
                node.premises.put(
                        List.of(new Premise(
                                esiid,
                                premise.tdsp(),
                                premise.meterNumber(),
                                premise.rep(),
                                premise.address(),
                                Optional.of(new Customer(customer, email, "Mo Del", Language.EN)))),
                        clock.instant());
            });
        }

        private void suspendAndApprove() {
            told.add("suspend");
            reference.suspend();
            node.suspend.suspend(party, OPERATOR);
            compare();
            if (random.nextBoolean()) {
                invite();
            }
            told.add("approve");
            reference.approve();
            transactions.operatorDoes(() -> node.parties.activate(party));
        }

        private void jump() {
            Instant now = clock.instant();
            Duration[] jumps = {
                Duration.ofMinutes(1),
                Duration.ofDays(1),
                Duration.ofDays(29),
                Duration.ofDays(30),
                Duration.ofDays(400)
            };
            Optional<Instant> due = reference.entries.stream()
                    .flatMap(entry -> java.util.stream.Stream.of(
                            Optional.ofNullable(entry.expiresAt), Optional.ofNullable(entry.endsAt)))
                    .flatMap(Optional::stream)
                    .filter(time -> time.isAfter(now))
                    .min(Instant::compareTo);
            Instant to = random.nextInt(3) == 0 && due.isPresent()
                    ? due.get().minusSeconds(random.nextInt(2))
                    : now.plus(jumps[random.nextInt(jumps.length)]);
            // a step of time is a minute at least, or two steps of one agreement could share an instant
            clock.set(to.isAfter(now) ? to : now.plusSeconds(60));
            boolean flow = random.nextInt(10) < 7;
            told.add("clock " + clock.instant() + (flow ? ", flow" : ""));
            if (flow) {
                reference.advance(clock.instant());
                node.advance.advance();
            }
        }

        private void expect(String what, String expected, Supplier<?> command) {
            told.add(what + " -> " + expected);
            String answer;
            try {
                Object unused = command.get();
                answer = ReferenceAgreements.OK;
            } catch (Rejection refused) {
                answer = refused.code();
            }
            assertThat(answer).as(this::story).isEqualTo(expected);
        }

        /** Two transactions, as every step is followed by this: what the operator sees, then what the partner may read. */
        private void compare() {
            assertThat(made).as(this::story).hasSameSizeAs(reference.entries);
            transactions.operatorDoes(this::compareStates);
            transactions.asPartner(party, () -> {
                compareGrants();
                return true;
            });
        }

        private void compareStates() {
            Map<String, Agreement> stored = new HashMap<>();
            node.agreements
                    .ofCustomer(customer)
                    .forEach(agreement -> stored.put(agreement.id().value(), agreement));
            for (int i = 0; i < made.size(); i++) {
                Agreement agreement =
                        Objects.requireNonNull(stored.get(made.get(i).value()), this::story);
                Entry entry = entry(i);
                assertThat(agreement.state()).as(about(i)).isEqualTo(entry.state);
                assertThat(agreement.endsAt().orElse(null)).as(about(i)).isEqualTo(entry.endsAt);
                assertThat(agreement.startsAt().orElse(null)).as(about(i)).isEqualTo(entry.startsAt);
                assertThat(agreement.invitation().map(Invitation::sends).orElse(0))
                        .as(about(i))
                        .isEqualTo(entry.sends);
            }
            if (!made.isEmpty()) {
                int one = any();
                List<AgreementEvent> events = node.agreements.events(made.get(one));
                assertThat(events.get(events.size() - 1).to()).as(about(one)).isEqualTo(entry(one).state);
            }
        }

        private void compareGrants() {
            for (AgreementKind kind : AgreementKind.values()) {
                Map<String, String> live = node.grants.live(party, homes, kind);
                for (String home : homes) {
                    assertThat(live.containsKey(home))
                            .as(() -> kind + " at " + home + ": " + story())
                            .isEqualTo(reference.live(kind, home, clock.instant()));
                }
            }
        }

        private Supplier<String> about(int one) {
            return () -> one + ": " + story();
        }

        private String story() {
            return "seed " + seed + ": " + String.join("; ", told);
        }

        private Agreement find(int one) {
            return transactions.asOperator(
                    () -> node.agreements.find(made.get(one)).orElseThrow());
        }

        private Optional<Invitation> invitation(int one) {
            return find(one).invitation();
        }

        private Entry entry(int one) {
            return reference.entries.get(one);
        }
    }

    /** A hub's use cases, new at every restart. */
    private static final class Node {

        private final JdbcAgreements agreements;
        private final JdbcPremises premises;
        private final JdbcParties parties;
        private final SignedLinks links = new SignedLinks(new byte[32]);
        private final CreateInvitations create;
        private final ManageInvitation manage;
        private final AnswerInvitation answer;
        private final EndAgreement end;
        private final AdvanceAgreements advance;
        private final MoveOut moveOut;
        private final SuspendThirdParty suspend;
        private final DispatchInvitation dispatch;
        private final Grants grants;

        Node(TestDatabase database, StoppedClock clock, Transactions transactions, boolean accountNeeded) {
            agreements = new JdbcAgreements(database.jdbc());
            premises = new JdbcPremises(database.jdbc(), SampleAgreements.SEALING);
            parties = new JdbcParties(database.jdbc());
            create = new CreateInvitations(
                    transactions, premises, parties, agreements, NO_MAIL, Node::id, clock, "2026-01");
            manage = new ManageInvitation(agreements, NO_MAIL, clock);
            answer = new AnswerInvitation(
                    transactions, agreements, premises, parties, NO_MAIL, links, clock, accountNeeded);
            end = new EndAgreement(transactions, agreements, NO_MAIL, Node::id, clock);
            advance = new AdvanceAgreements(transactions, agreements, NO_MAIL, clock);
            moveOut = new MoveOut(transactions, agreements, premises, NO_MAIL, clock);
            suspend = new SuspendThirdParty(transactions, agreements, parties, NO_MAIL, clock);
            dispatch = new DispatchInvitation(transactions, agreements, parties, premises, clock);
            grants = new JdbcGrants(database.jdbc(), new CompleteOneTime(agreements, clock)::delivered);
        }

        private static String id(String prefix) {
            return prefix + "m%07d".formatted(IDS.incrementAndGet());
        }
    }
}
