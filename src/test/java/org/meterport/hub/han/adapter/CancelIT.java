package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Priority;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.DeviceClass;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.SepTime;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/** What takes back what, whose, and when a cancel meets its event on the way. */
class CancelIT extends EventsOnRecord {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    CancelIT() {
        super(DATABASE);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void gTakesBackAnEventByItsOwnIdClassAndGroup() {
        String event = taken(loadControl(event(HOME).put("enrollmentGroup", 9)));

        String cancel = cancelEvent(event, json.createObjectNode().put("randomised", true));

        assertThat(prepared(cancel).priority()).isEqualTo(Priority.CANCEL);
        assertThat(prepared(cancel).message())
                .isEqualTo(new CancelLoadControlEvent(
                        sepId(event), DeviceClass.bits(Set.of(DeviceClass.WATER_HEATER)), 9, 1, SepTime.NOW));
        assertThat(prepared(cancel).expiresAt())
                .isEqualTo(requests.find(event).orElseThrow().expiresAt());
        assertThat(priorities()).containsExactly(7, 9);
    }

    @Test
    void gTakesBackATextByItsOwnId() {
        String text = taken(accepted(
                api.sendText(calling("send-text-message", "", body(HOME).put("text", "Hi")))));

        String cancel = accepted(api.cancelText(calling("cancel-text-message", text, json.createObjectNode())));

        assertThat(prepared(cancel).message()).isEqualTo(new CancelMessage(sepId(text)));
    }

    @Test
    void gTakesBackOnlyTheCallersOwn() {
        String event = taken(loadControl(event(HOME)));
        var other = new ApiRequest(
                "cancel-load-control",
                Optional.of(new ApiCaller(Samples.LONESTAR, "any")),
                Map.of("requestId", event),
                json.createObjectNode(),
                Optional.empty(),
                "req_3");

        assertThatThrownBy(() -> api.cancelLoadControl(other))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-301");
        assertThatThrownBy(() -> api.cancelText(calling("cancel-text-message", event, json.createObjectNode())))
                .hasMessageStartingWith("API-301");
    }

    @Test
    void refusesACancelOfWhatIsOver() {
        String event = taken(loadControl(event(HOME)));
        clock.advance(Duration.ofHours(1));

        assertThatThrownBy(() -> cancelEvent(event, json.createObjectNode()))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-204");
    }

    @Test
    void s5DropsAnEventThatHadNotBeenSentWhenItsCancelCame() {
        String event = loadControl(event(HOME, NEIGHBOUR));

        String cancel = cancelEvent(event, body(HOME));

        assertThat(targets(event))
                .extracting(HanTarget::status)
                .containsExactly(TargetStatus.CANCELLED, TargetStatus.RECEIVED);
        assertThat(prepared(event).targets()).containsExactly(Target.home(new Esiid(NEIGHBOUR)));
        assertThat(targets(cancel).get(0))
                .returns(TargetStatus.COMPLETED, HanTarget::status)
                .returns(Optional.of("HAN-206"), HanTarget::code);
        assertThat(dispatch.prepare(chunk(cancel))).isEmpty();
    }

    @Test
    void s5HoldsACancelUntilTheHeadEndHasAnsweredForItsEvent() {
        String event = loadControl(event(HOME));
        Batch underWay = prepared(event);
        String cancel = cancelEvent(event, json.createObjectNode());

        assertThatThrownBy(() -> dispatch.prepare(chunk(cancel))).isInstanceOf(Unavailable.class);
        dispatch.answered(chunk(event), underWay, accepted(underWay));

        assertThat(targets(event).get(0).status()).isEqualTo(TargetStatus.HEADEND_ACCEPTED);
        assertThat(prepared(cancel).targets()).containsExactly(Target.home(new Esiid(HOME)));
    }

    @Test
    void asksWhetherTheHeadEndHasAnEventThatWasCancelledWhileTheHubWasDown() {
        String event = loadControl(event(HOME, NEIGHBOUR));
        prepared(event);
        String cancel = cancelEvent(event, json.createObjectNode());

        assertThat(dispatch.prepare(chunk(event))).isEmpty();
        Batch question = inDoubt(event);
        dispatch.answered(
                doubt(event),
                question,
                List.of(
                        new Answer.Accepted(new Token("t-had")),
                        new Answer.Refused(Refusal.EXPIRED, "the last moment has passed")));

        assertThat(question.expiresAt()).isBefore(clock.instant());
        assertThat(targets(event))
                .extracting(HanTarget::status)
                .containsExactly(TargetStatus.HEADEND_ACCEPTED, TargetStatus.CANCELLED);
        assertThat(prepared(cancel).targets()).containsExactly(Target.home(new Esiid(HOME)));
        assertThat(targets(cancel).get(1).status()).isEqualTo(TargetStatus.COMPLETED);
    }

    /** The grant ends after the head-end took the event and before the hub noted it. */
    @Test
    void doesNotSayRejectedOfATargetThatWasSent() {
        String third = "10443720000000033";
        Agreement ending = granted(Samples.BLUEBONNET, third);
        String event = loadControl(event(third, HOME));
        Batch first = prepared(event);
        agreements.step(ending, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        Batch again = prepared(event);
        assertThat(again.targets()).containsExactly(Target.home(new Esiid(HOME)));
        assertThat(targets(event).get(0).status()).isEqualTo(TargetStatus.QUEUED);
        Batch question = inDoubt(event);
        dispatch.answered(doubt(event), question, List.of(new Answer.Accepted(new Token("t-sent"))));

        assertThat(question.id()).isEqualTo(first.id());
        assertThat(targets(event).get(0))
                .returns(TargetStatus.HEADEND_ACCEPTED, HanTarget::status)
                .returns(Optional.of("t-sent"), HanTarget::token)
                .returns(Optional.empty(), HanTarget::code);
    }

    @Test
    void saysRejectedOfATargetTheHeadEndNeverHad() {
        String third = "10443720000000033";
        Agreement ending = granted(Samples.BLUEBONNET, third);
        String event = loadControl(event(third));
        prepared(event);
        agreements.step(ending, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        assertThat(dispatch.prepare(chunk(event))).isEmpty();
        Batch question = inDoubt(event);
        dispatch.answered(doubt(event), question, List.of(new Answer.Refused(Refusal.EXPIRED, "too late")));

        assertThat(targets(event).get(0))
                .returns(TargetStatus.REJECTED_BY_HUB, HanTarget::status)
                .returns(Optional.of("HAN-202"), HanTarget::code);
        assertThat(dispatch.prepare(doubt(event))).isEmpty();
    }

    @Test
    void endsOneDeviceOfAnEventForAWholeHome() {
        String event = taken(loadControl(event(HOME)));

        String cancel = cancelEvent(event, devices(HOME, THERMOSTAT));

        assertThat(prepared(cancel).targets()).containsExactly(Target.device(new Esiid(HOME), Eui64.parse(THERMOSTAT)));
        assertThat(targets(event).get(0).status()).isEqualTo(TargetStatus.HEADEND_ACCEPTED);
    }

    @Test
    void gCancelsAllOfTheCallersOwnEventsAndNobodyElses() {
        granted(Samples.LONESTAR, HOME);
        String first = taken(loadControl(event(HOME)));
        String second = taken(loadControl(devices(event(), HOME, THERMOSTAT, SWITCH)));
        String unsent = loadControl(event(HOME));
        String others = taken(loadControl(Samples.LONESTAR, event(HOME)));

        String all = cancelAll(api, HOME, NEIGHBOUR);

        assertThat(targets(all))
                .extracting(HanTarget::esiid, HanTarget::device, HanTarget::status)
                .containsExactly(
                        tuple(HOME, Optional.empty(), TargetStatus.RECEIVED),
                        tuple(HOME, Optional.of(THERMOSTAT), TargetStatus.RECEIVED),
                        tuple(HOME, Optional.of(SWITCH), TargetStatus.RECEIVED),
                        tuple(HOME, Optional.empty(), TargetStatus.COMPLETED),
                        tuple(NEIGHBOUR, Optional.empty(), TargetStatus.REJECTED_BY_HUB));
        assertThat(targets(all).get(4).code()).contains("HAN-204");
        assertThat(targets(unsent).get(0).status()).isEqualTo(TargetStatus.CANCELLED);
        assertThat(targets(others).get(0).status()).isEqualTo(TargetStatus.HEADEND_ACCEPTED);
        List<Batch> batches = owed(all).stream()
                .map(dispatch::prepare)
                .flatMap(Optional::stream)
                .toList();
        assertThat(batches)
                .extracting(batch -> ((CancelLoadControlEvent) batch.message()).issuerEventId())
                .containsExactly(sepId(first), sepId(second));
        assertThat(batches).extracting(Batch::id).doesNotHaveDuplicates();
        assertThat(summary(all).path("scope").asText()).isEqualTo("OWN_EVENTS");
    }

    @Test
    void gEndsEverybodysEventsOnlyWhereTheOperatorSaysSo() {
        HanApi operators = api(CancelScope.WHOLE_HOME);
        String own = loadControl(event(HOME));

        String all = cancelAll(operators, HOME);

        assertThat(prepared(all).message()).isEqualTo(new CancelAllLoadControlEvents(0));
        assertThat(summary(all).path("scope").asText()).isEqualTo("WHOLE_HOME");
        assertThat(targets(own).get(0).status()).isEqualTo(TargetStatus.CANCELLED);
    }

    @Test
    void s4SendsAndCancelsWithIdsOfTheUpperHalf() {
        database.jdbc().execute("SELECT setval('sep_id', 2147483647)");

        String event = taken(loadControl(event(HOME)));
        Batch cancel = prepared(cancelEvent(event, json.createObjectNode()));

        assertThat(sepId(event)).isEqualTo(2_147_483_648L);
        assertThat(cancel.message())
                .isInstanceOfSatisfying(
                        CancelLoadControlEvent.class,
                        message -> assertThat(message.issuerEventId()).isEqualTo(2_147_483_648L));
    }
}
