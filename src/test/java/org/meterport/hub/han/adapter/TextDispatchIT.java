package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState.Cause;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.shared.Unavailable;

/** A text's way from the record to the head-end's answer and the last word of a device. */
class TextDispatchIT extends TextsOnRecord {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    TextDispatchIT() {
        super(DATABASE);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void gMakesTheBatchOfTheGrantedTargetsWithTheSameIdsEachTime() {
        HanRequest request = accepted(List.of(home(HOME), home(NEIGHBOUR)));

        Batch first = prepared(request);
        Batch again = prepared(request);

        assertThat(first.id()).isEqualTo(request.id());
        assertThat(first.targets()).containsExactly(Target.home(new Esiid(HOME)));
        assertThat(first.expiresAt()).isEqualTo(request.expiresAt());
        assertThat(first.message())
                .isInstanceOfSatisfying(
                        DisplayMessage.class,
                        text -> assertThat(text)
                                .returns(request.sepId(), DisplayMessage::messageId)
                                .returns(60, DisplayMessage::durationMinutes)
                                .returns("Power is cheap", DisplayMessage::text));
        assertThat(again.zcl()).isEqualTo(first.zcl());
        assertThat(targets(request))
                .extracting(HanTarget::status)
                .containsExactly(TargetStatus.QUEUED, TargetStatus.REJECTED_BY_HUB);
        assertThat(targets(request).get(1).code()).contains("HAN-202");
    }

    @Test
    void looksAtTheGrantWhenItSendsAndNotWhenItAccepts() {
        Agreement late = granted(Samples.BLUEBONNET, NEIGHBOUR);
        HanRequest request = accepted(List.of(home(NEIGHBOUR)));
        agreements.step(late, Cause.ENDED_BY_CUSTOMER, Actor.customer(Samples.ALMA));

        assertThat(dispatch.prepare(chunk(request))).isEmpty();

        assertThat(targets(request).get(0).code()).contains("HAN-202");
    }

    @Test
    void gDoesNotSendUnderAGrantOnEnergyData() {
        agreements.active(Samples.BLUEBONNET, Term.ofMonths(3), NEIGHBOUR);
        HanRequest request = accepted(List.of(home(NEIGHBOUR)));

        assertThat(dispatch.prepare(chunk(request))).isEmpty();
    }

    @Test
    void sendsNothingFromTheLastMomentOn() {
        HanRequest request = accepted(List.of(home(HOME)));
        clock.set(request.expiresAt());

        assertThat(dispatch.prepare(chunk(request))).isEmpty();

        assertThat(targets(request).get(0))
                .returns(TargetStatus.EXPIRED, HanTarget::status)
                .returns(Optional.of("HAN-203"), HanTarget::code);
    }

    @Test
    void gSendsOnlyWhatHasNoOutcomeWhenAChunkComesAgain() {
        granted(Samples.BLUEBONNET, NEIGHBOUR);
        HanRequest request = accepted(List.of(home(HOME), home(NEIGHBOUR), device(HOME, "bad")));
        Batch batch = prepared(request);
        dispatch.answered(
                chunk(request),
                batch,
                List.of(
                        new Answer.Accepted(new Token("t-1")),
                        new Answer.Refused(Refusal.UNKNOWN_METER, "No such meter.")));

        assertThat(dispatch.prepare(chunk(request))).isEmpty();

        assertThat(targets(request))
                .extracting(HanTarget::status)
                .containsExactly(
                        TargetStatus.HEADEND_ACCEPTED, TargetStatus.REJECTED_BY_HEADEND, TargetStatus.REJECTED_BY_HUB);
        assertThat(targets(request).get(1))
                .returns(Optional.of("UNKNOWN_METER"), HanTarget::code)
                .returns(Optional.of("No such meter."), HanTarget::detail);
    }

    @Test
    void s6TakesTheSameAnswersTwiceAsOnce() {
        HanRequest request = accepted(List.of(home(HOME)));
        Batch batch = prepared(request);
        List<Answer> answers = List.of(new Answer.Accepted(new Token("t-1")));
        dispatch.answered(chunk(request), batch, answers);
        record(event("e-1", "t-1", Optional.empty(), Level.ESI_DELIVERED));

        dispatch.answered(chunk(request), batch, answers);

        assertThat(targets(request).get(0))
                .returns(TargetStatus.ESI_DELIVERED, HanTarget::status)
                .returns(Optional.of("t-1"), HanTarget::token);
    }

    /** A chunk that is prepared a second time while the first one's answers and news of them come in. */
    @Test
    void doesNotForgetNewsThatComesWhileAChunkIsPreparedAgain() throws Exception {
        HanRequest request = accepted(List.of(home(HOME)));
        Batch batch = prepared(request);
        var holding = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(() -> transactions.asOperator(() -> {
            dispatch.answered(chunk(request), batch, List.of(new Answer.Accepted(new Token("t-1"))));
            holding.countDown();
            return await(goOn);
        }));
        assertThat(holding.await(20, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Optional<Batch>> second =
                CompletableFuture.supplyAsync(() -> dispatch.prepare(chunk(request)));
        goOn.countDown();

        assertThat(first.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(20, TimeUnit.SECONDS)).isEmpty();
        assertThat(targets(request).get(0))
                .returns(TargetStatus.HEADEND_ACCEPTED, HanTarget::status)
                .returns(Optional.of("t-1"), HanTarget::token);
    }

    @Test
    void s5NotesEachEventOnceWhateverItsOrder() {
        HanRequest request = taken("t-1");
        HeadEndEvent.OfMessage shown = event("e-2", "t-1", Optional.of(DISPLAY), Level.DEVICE_DELIVERED);

        record(shown);
        record(event("e-1", "t-1", Optional.empty(), Level.ESI_DELIVERED));
        record(shown);
        record(event("e-3", "t-1", Optional.of(DISPLAY), Level.USER_CONFIRMED));

        assertThat(targets(request).get(0).status()).isEqualTo(TargetStatus.DEVICE_DELIVERED);
        assertThat(rows("han_event")).isEqualTo(3);
    }

    @Test
    void asksToBeToldAgainWhatOvertookTheAnswer() {
        assertThatThrownBy(() -> record(event("e-1", "t-9", Optional.empty(), Level.ESI_DELIVERED)))
                .isInstanceOf(Unavailable.class);

        assertThat(rows("han_event")).isZero();
    }
}
