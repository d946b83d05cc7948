package org.meterport.hub.agreement.adapter;

import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.secrets.Sealing;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Agreements, companies and premises put straight into a test's database. */
public final class SampleAgreements {

    /** For names and mail addresses in a test's database. */
    public static final Sealing SEALING = new Sealing(new byte[32], new Random(11));

    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private final TestDatabase database;
    private final InstantSource clock;
    private final JdbcAgreements agreements;

    public SampleAgreements(TestDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.agreements = new JdbcAgreements(database.jdbc());
    }

    public JdbcAgreements agreements() {
        return agreements;
    }

    /** Two companies, one utility, one customer, premises as they are asked for. */
    public void reset() {
        JdbcTemplate jdbc = database.jdbc();
        // session_replication_role would need a superuser; the events' trigger is the owner's to switch off
        jdbc.execute("ALTER TABLE agreement_event DISABLE TRIGGER USER");
        jdbc.execute("TRUNCATE third_party, tdsp, customer CASCADE");
        jdbc.execute("ALTER TABLE agreement_event ENABLE TRIGGER USER");
        jdbc.update(
                "INSERT INTO third_party VALUES (?, 'Bluebonnet Energy', '111222333', 'desk@bluebonnet.example',"
                        + " 'https://bluebonnet.example', 'https://bluebonnet.example/privacy', 'ACTIVE', now()),"
                        + " (?, 'Lone Star Savings', '444555666', 'desk@lonestar.example', NULL, NULL, 'ACTIVE', now())",
                Samples.BLUEBONNET.value(),
                Samples.LONESTAR.value());
        jdbc.update("INSERT INTO tdsp VALUES ('oncor', 'Oncor')");
        jdbc.update("INSERT INTO customer VALUES (?, 'alma@example.com', 'Alma Reyes', 'en')", Samples.ALMA.value());
    }

    /** A premise of the sample customer's. */
    public void premise(String esiid) {
        premise(esiid, Samples.ALMA);
    }

    /** Another customer with a premise or two of its own. */
    public void household(CustomerId customer, String email, String... esiids) {
        database.jdbc().update("INSERT INTO customer VALUES (?, ?, 'Alma Reyes', 'en')", customer.value(), email);
        for (String esiid : esiids) {
            premise(esiid, customer);
        }
    }

    private void premise(String esiid, CustomerId customer) {
        JdbcTemplate jdbc = database.jdbc();
        int added = jdbc.update(
                "INSERT INTO premise VALUES (?, 'oncor', 'M1', 'Sample REP', 10001, '1 Main St', 'Dallas', '75201')"
                        + " ON CONFLICT DO NOTHING",
                esiid);
        if (added == 1) {
            jdbc.update("INSERT INTO occupancy VALUES (?, ?, now(), NULL)", esiid, customer.value());
        }
    }

    public Agreement invited(ThirdPartyId thirdParty, Term term, String... esiids) {
        for (String esiid : esiids) {
            premise(esiid);
        }
        Change made = Samples.invite(
                String.valueOf(NUMBERS.incrementAndGet()), thirdParty, Samples.scope(term, esiids), clock.instant());
        database.transactions(clock).operatorDoes(() -> agreements.add(List.of(made)));
        return made.agreement();
    }

    public Agreement active(ThirdPartyId thirdParty, Term term, String... esiids) {
        Change accepted = invited(thirdParty, term, esiids).accept(Actor.customer(Samples.ALMA), clock.instant());
        database.transactions(clock).operatorDoes(() -> agreements.save(accepted));
        return accepted.agreement();
    }

    /** An agreement of any kind, as the scope has it. */
    public Agreement active(ThirdPartyId thirdParty, Scope scope) {
        scope.esiids().forEach(this::premise);
        Change made = Samples.invite(String.valueOf(NUMBERS.incrementAndGet()), thirdParty, scope, clock.instant());
        Change accepted = made.agreement().accept(Actor.customer(Samples.ALMA), clock.instant());
        database.transactions(clock).operatorDoes(() -> {
            agreements.add(List.of(made));
            agreements.save(accepted);
        });
        return accepted.agreement();
    }

    public void step(Agreement agreement, Cause cause, Actor actor) {
        database.transactions(clock)
                .operatorDoes(() -> agreements.save(
                        agreements.lock(agreement.id()).orElseThrow().step(cause, actor, clock.instant())));
    }

    public AgreementState state(Agreement agreement) {
        return agreements.find(agreement.id()).orElseThrow().state();
    }

    /** How many rows of agreements, their premises and their events the current role sees. */
    public int rowsSeen() {
        Integer rows = database.jdbc()
                .queryForObject(
                        "SELECT (SELECT count(*) FROM agreement) + (SELECT count(*) FROM agreement_premise)"
                                + " + (SELECT count(*) FROM agreement_event)",
                        Integer.class);
        return rows == null ? -1 : rows;
    }
}
