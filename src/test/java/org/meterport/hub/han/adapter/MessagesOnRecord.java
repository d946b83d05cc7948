package org.meterport.hub.han.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.DeviceGrants;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.RecordOutcome;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;

/** Messages to homes on a real database: what tests of every kind of message share. */
abstract class MessagesOnRecord {

    static final String HOME = "10443720000000011";
    static final String NEIGHBOUR = "10443720000000022";

    final TestDatabase database;
    final ObjectMapper json;
    final StoppedClock clock;
    final Transactions transactions;
    final SampleAgreements agreements;
    final DeviceGrants grants;
    final JdbcHanRequests requests;
    final DispatchQueue queue;
    final UlidIds ids;
    final RecordOutcome recordOutcome;

    MessagesOnRecord(TestDatabase database) {
        this.database = database;
        json = new ObjectMapper();
        clock = new StoppedClock(Samples.NOW);
        transactions = database.transactions(clock);
        agreements = new SampleAgreements(database, clock);
        grants = SampleDeviceGrants.on(database, clock);
        requests = new JdbcHanRequests(database.jdbc(), json, clock);
        queue = new DispatchQueue(new JdbcOutbox(database.jdbc(), json, clock), 500);
        ids = new UlidIds(clock, new Random(9));
        recordOutcome = new RecordOutcome(transactions, requests, clock);
    }

    @BeforeEach
    void nothingOnRecord() {
        agreements.reset();
        database.jdbc().execute("TRUNCATE outbox, first_answer");
    }

    Agreement granted(ThirdPartyId party, String esiid) {
        return agreements.active(
                party,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE_SERVICES,
                        Set.of(),
                        Term.UNTIL_ENDED,
                        List.of(esiid),
                        "To run your heater when power is cheap"));
    }

    int rows(String table) {
        Integer rows = database.jdbc().queryForObject("SELECT count(*) FROM " + table, Integer.class);
        return rows == null ? -1 : rows;
    }
}
