package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;
import static org.meterport.hub.usage.adapter.SampleUsage.WINTER_DAY;
import static org.meterport.hub.usage.adapter.SampleUsage.day;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;

/** The database alone keeps usage from those without a live grant, whatever the code above it asks. */
class UsageIsolationIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final SampleAgreements agreements = new SampleAgreements(DATABASE, clock);
    private final SampleUsage usage = new SampleUsage(DATABASE, clock);

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

    @Test
    void showsNothingToAThirdPartyWithoutAGrant() {
        agreements.invited(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());

        assertThat(seenBy(Samples.BLUEBONNET)).isEmpty();
    }

    @Test
    void showsEachThirdPartyExactlyItsGrantedPremises() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        agreements.active(Samples.LONESTAR, Term.ofMonths(4), NEIGHBOUR.value());

        assertThat(seenBy(Samples.BLUEBONNET)).containsExactly(HOME.value());
        assertThat(seenBy(Samples.LONESTAR)).containsExactly(NEIGHBOUR.value());
    }

    @Test
    void showsNothingFromTheMomentTheCustomerEndsTheGrant() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());
        assertThat(seenBy(Samples.BLUEBONNET)).hasSize(1);

        agreements.step(agreement, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        assertThat(seenBy(Samples.BLUEBONNET)).isEmpty();
    }

    @Test
    void showsNothingFromTheMomentTheTermIsOver() {
        Agreement agreement = agreements.active(Samples.BLUEBONNET, Term.ofMonths(1), HOME.value());

        clock.set(agreement.endsAt().orElseThrow());

        assertThat(seenBy(Samples.BLUEBONNET)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM interval_day_202601",
                "DELETE FROM interval_day",
                "UPDATE interval_day SET quality = quality",
                "SELECT ensure_interval_month('2030-01-01')",
                "SELECT * FROM usage_file",
                "SELECT * FROM outbox",
                "SELECT * FROM file_account",
                "SELECT * FROM customer",
                "UPDATE disclosure SET way = 'API'"
            })
    void refusesWhatNoPartnersWorkNeeds(String statement) {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), HOME.value());

        assertThatThrownBy(() -> as(Samples.BLUEBONNET, () -> {
                    DATABASE.jdbc().execute(statement);
                    return true;
                }))
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void refusesAPartnerToWriteADisclosureInAnothersName() {
        assertThatThrownBy(() -> as(
                        Samples.BLUEBONNET,
                        () -> DATABASE.jdbc()
                                .update(
                                        "INSERT INTO disclosure (disclosed_at, third_party_id, agreement_id, esiid, kind,"
                                                + " from_day, to_day, way, reference) VALUES (now(), ?, 'agr_1', '1',"
                                                + " 'INTERVALS', '2026-01-01', '2026-01-01', 'API', 'req_1')",
                                        Samples.LONESTAR.value())))
                .hasStackTraceContaining("row-level security");
    }

    private List<String> seenBy(ThirdPartyId thirdParty) {
        return as(
                thirdParty,
                () -> DATABASE.jdbc().queryForList("SELECT DISTINCT esiid FROM interval_day ORDER BY 1", String.class));
    }

    private <T> T as(ThirdPartyId thirdParty, Supplier<T> work) {
        return DATABASE.transactions(clock).asPartner(thirdParty, work);
    }
}
