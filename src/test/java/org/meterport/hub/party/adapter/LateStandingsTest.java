package org.meterport.hub.party.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.party.User;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.party.adapter.JdbcCallerStanding.Standing;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

class LateStandingsTest {

    private static final ThirdPartyId BLUEBONNET = new ThirdPartyId("tp_bluebonnet");
    private static final ApiCaller CALLER = new ApiCaller(BLUEBONNET, "bluebonnet-api");

    private final AtomicLong nanos = new AtomicLong();
    private final LateStandings lately = new LateStandings(nanos::get);
    private final Map<String, Standing> database = new HashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final JdbcCallerStanding standing = new JdbcCallerStanding(lately, names -> {
        looks.incrementAndGet();
        return Map.copyOf(database);
    });

    @BeforeEach
    void aUserOfAnActiveCompany() {
        stands(User.Status.ACTIVE, ThirdParty.Status.ACTIVE, Right.REPORTS);
    }

    @Test
    void looksOnceForCallsThatComeShortlyAfterEachOther() {
        assertThat(standing.require(CALLER, "REPORTS")).isTrue();
        assertThat(standing.require(CALLER, "REPORTS")).isTrue();
        assertThat(looks).hasValue(1);
    }

    @Test
    void whatAnotherNodeStoppedIsStoppedWhenTheMomentsAreOver() {
        standing.require(CALLER, "REPORTS");
        stands(User.Status.ACTIVE, ThirdParty.Status.SUSPENDED, Right.REPORTS);
        nanos.addAndGet(LateStandings.GOOD_FOR.toNanos());

        assertThatThrownBy(() -> standing.require(CALLER, "REPORTS")).isInstanceOf(Rejection.class);
    }

    @Test
    void whatThisNodeStoppedIsStoppedAtOnce() {
        standing.require(CALLER, "REPORTS");
        stands(User.Status.SUSPENDED, ThirdParty.Status.ACTIVE, Right.REPORTS);
        lately.changing();

        assertThatThrownBy(() -> standing.require(CALLER, "REPORTS")).isInstanceOf(Rejection.class);
    }

    @Test
    void aLookDuringAChangeIsNotKept() {
        Supplier<Map<String, Standing>> overtaken = () -> {
            Map<String, Standing> before = Map.copyOf(database);
            lately.changing();
            return before;
        };

        assertThat(lately.keep(overtaken)).containsKey(CALLER.userName());
        assertThat(lately.find(CALLER.userName())).isEmpty();
    }

    @Test
    void aRefusalAsksAnewSoThatARightThatWasJustGivenCounts() {
        standing.require(CALLER, "REPORTS");
        stands(User.Status.ACTIVE, ThirdParty.Status.ACTIVE, Right.REPORTS, Right.DEVICES);

        assertThat(standing.require(CALLER, "DEVICES")).isTrue();
        assertThatThrownBy(() ->
                        standing.require(new ApiCaller(new ThirdPartyId("tp_lonestar"), CALLER.userName()), "REPORTS"))
                .isInstanceOf(Rejection.class);
    }

    private void stands(User.Status user, ThirdParty.Status company, Right first, Right... more) {
        database.put(
                CALLER.userName(),
                new Standing(
                        new User(CALLER.userName(), BLUEBONNET, false, Set.copyOf(EnumSet.of(first, more)), user),
                        company,
                        true));
    }
}
