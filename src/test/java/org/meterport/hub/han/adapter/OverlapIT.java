package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.DispatchChunk.Overlap;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.TargetStatus;

/** Load-control events of two Third Parties in one home. */
class OverlapIT extends EventsOnRecord {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    OverlapIT() {
        super(DATABASE);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void s5WarnsOfAnotherThirdPartysEventInTheSameTimeAndClass() {
        granted(Samples.LONESTAR, HOME);
        taken(loadControl(Samples.LONESTAR, event(HOME)));

        String event = loadControl(event(HOME, NEIGHBOUR));
        Batch batch = prepared(event);
        dispatch.answered(chunk(event), batch, accepted(batch));

        assertThat(batch.targets()).hasSize(2);
        assertThat(targets(event))
                .extracting(HanTarget::status, HanTarget::code)
                .containsExactly(
                        tuple(TargetStatus.HEADEND_ACCEPTED, Optional.of("HAN-205")),
                        tuple(TargetStatus.HEADEND_ACCEPTED, Optional.empty()));
        assertThat(targets(event).get(0).detail().orElseThrow()).doesNotContain(Samples.LONESTAR.value());
    }

    @Test
    void refusesAnOverlapWhereTheOperatorSaysSo() {
        granted(Samples.LONESTAR, HOME);
        taken(loadControl(Samples.LONESTAR, devices(event(), HOME, THERMOSTAT)));
        String event = loadControl(devices(event(), HOME, THERMOSTAT, SWITCH));

        Batch batch = dispatch(Overlap.REFUSE).prepare(chunk(event)).orElseThrow();

        assertThat(batch.targets()).containsExactly(Target.device(new Esiid(HOME), Eui64.parse(SWITCH)));
        assertThat(targets(event).get(0))
                .returns(TargetStatus.REJECTED_BY_HUB, HanTarget::status)
                .returns(Optional.of("HAN-205"), HanTarget::code);
    }

    @Test
    void findsNoOverlapInAnotherTimeClassOrGroup() {
        granted(Samples.LONESTAR, HOME);
        taken(loadControl(Samples.LONESTAR, event(HOME).put("enrollmentGroup", 1)));
        ObjectNode pool = event(HOME);
        pool.putArray("deviceClasses").add("POOL_PUMP_OR_SPA");
        List<ObjectNode> clear = List.of(
                event(HOME).put("enrollmentGroup", 2),
                event(HOME).put("startsAt", Samples.NOW.plusSeconds(3_600).toString()),
                pool);

        for (ObjectNode body : clear) {
            String event = loadControl(body);
            prepared(event);
            assertThat(targets(event).get(0).code()).as(body.toString()).isEmpty();
        }
    }
}
