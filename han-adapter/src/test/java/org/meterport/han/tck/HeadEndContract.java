package org.meterport.han.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Cancellation;
import org.meterport.han.headend.DeviceState;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Level;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.RemovalReason;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Target;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.SepTime;

/** Extend this to prove an implementation of {@link HeadEnd}. */
public abstract class HeadEndContract {
    private static final Duration A_WHILE = Duration.ofMinutes(5);
    private static final Esiid NOWHERE = new Esiid("10000000000000404");

    private Bench bench;
    private HeadEnd headEnd;

    /** A head-end on trial, with a home that has one display which listens and one free place for a device. */
    public interface Bench {
        HeadEnd headEnd();

        Esiid home();

        /** Joined in {@link #home()}. */
        Eui64 display();

        /** In the customer's hands, switched on, not joined. */
        Eui64 newDevice();

        InstallCode newDeviceCode();

        Instant now();

        /** Whether there is a meter that can be read, rather than only its radio. */
        default boolean metersEnergy() {
            return true;
        }

        /** Lets this much time pass for the head-end, its meters and its listeners, or waits until all is quiet. */
        void pass(Duration time);

        /** The connection is gone. */
        void cut();

        void restore();

        /** The head-end's process dies without a chance to tidy up and comes back; the new {@link #headEnd()} counts. */
        void crash();

        void close();
    }

    /** A fresh one for each test. */
    protected abstract Bench newBench();

    @BeforeEach
    void setUpBench() {
        bench = newBench();
        headEnd = bench.headEnd();
    }

    @AfterEach
    void tearDownBench() {
        bench.close();
    }

    @Test
    void answersEveryTargetInItsOrder() {
        var answers = submit(batch("b", text(1), display(), Target.home(NOWHERE), Target.home(bench.home())));

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0)).isInstanceOf(Answer.Accepted.class);
        assertThat(answers.get(1))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_METER));
        assertThat(answers.get(2)).isInstanceOf(Answer.Accepted.class);
        assertThat(token(answers.get(0))).isNotEqualTo(token(answers.get(2)));
    }

    @Test
    void refusesADeviceTheMeterDoesNotKnow() {
        var answers = submit(batch("b", text(1), Target.device(bench.home(), bench.newDevice())));

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_DEVICE));
    }

    @Test
    void deliversTheMessageAndSaysSoUnderItsToken() {
        var ear = Ear.acknowledging();
        headEnd.subscribe(ear, 10);

        var token = token(submit(batch("b", text(1), display())).get(0));
        bench.pass(A_WHILE);

        assertThat(ear.levels(token)).contains(Level.ESI_DELIVERED, Level.DEVICE_DELIVERED);
        assertThat(ask(headEnd.query(List.of(token))))
                .singleElement()
                .matches(standing -> standing.level().orElseThrow() == Level.DEVICE_DELIVERED);
        assertThat(ear.messages())
                .allMatch(told -> told.esiid().equals(bench.home()))
                .filteredOn(told -> told.level() == Level.DEVICE_DELIVERED)
                .allMatch(told -> told.device().equals(Optional.of(bench.display())));
    }

    @Test
    void recognisesABatchThatIsSubmittedAgain() {
        var ear = Ear.acknowledging();
        headEnd.subscribe(ear, 10);
        var first = submit(batch("b", text(1), display()));
        bench.pass(A_WHILE);
        var heard = ear.events().size();

        var again = submit(batch("b", text(1), display()));
        bench.pass(A_WHILE);

        assertThat(again).isEqualTo(first);
        assertThat(ear.events()).hasSize(heard);
    }

    @Test
    void givesTheSameAnswerToTheSameTargetTwiceInOneBatch() {
        var answers = submit(batch("b", text(1), display(), display()));

        assertThat(answers.get(0)).isEqualTo(answers.get(1));
    }

    @Test
    void takesAnotherOperationUnderTheSameBatchIdAsOtherWork() {
        var text = token(submit(batch("b", text(1), display())).get(0));

        var cancel = token(submit(batch("b", new CancelMessage(1), display())).get(0));

        assertThat(cancel).isNotEqualTo(text);
    }

    @Test
    void refusesWhatHasExpired() {
        var late = Batch.of(
                "b",
                text(1),
                List.of(display()),
                bench.now().minusSeconds(60),
                bench.now().minusSeconds(1));

        assertThat(submit(late))
                .singleElement()
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.EXPIRED));
    }

    @Test
    void refusesABatchThatIsTooLargeWhole() {
        var most = headEnd.capabilities().maxTargetsPerSubmit();
        var batch = Batch.of(
                "b",
                text(1),
                Collections.nCopies(most + 1, display()),
                bench.now(),
                bench.now().plusSeconds(600));

        assertThat(submit(batch))
                .hasSize(most + 1)
                .allSatisfy(answer -> assertThat(answer)
                        .isInstanceOfSatisfying(
                                Answer.Refused.class,
                                refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_MANY_TARGETS)));
    }

    @Test
    void takesBackWhatWaitsForItsMoment() {
        var ear = Ear.acknowledging();
        headEnd.subscribe(ear, 10);
        var later = Batch.of(
                "b",
                text(1),
                List.of(display()),
                bench.now().plus(Duration.ofHours(1)),
                bench.now().plus(Duration.ofHours(2)));
        var token = token(submit(later).get(0));

        assertThat(ask(headEnd.cancel(token))).isEqualTo(Cancellation.CANCELLED);
        assertThat(ask(headEnd.cancel(token))).isEqualTo(Cancellation.CANCELLED);
        bench.pass(A_WHILE);

        assertThat(ear.levels(token)).containsExactly(Level.CANCELLED);
        assertThat(ask(headEnd.query(List.of(token))).get(0).level()).contains(Level.CANCELLED);
    }

    @Test
    void cannotTakeBackWhatIsInTheMeter() {
        var token = token(submit(batch("b", text(1), display())).get(0));
        bench.pass(A_WHILE);

        assertThat(ask(headEnd.cancel(token))).isEqualTo(Cancellation.TOO_LATE);
        assertThat(ask(headEnd.cancel(new Token("no-such-token")))).isEqualTo(Cancellation.UNKNOWN_TOKEN);
    }

    @Test
    void knowsNothingOfATokenItNeverGave() {
        var token = new Token("no-such-token");

        assertThat(ask(headEnd.query(List.of(token))))
                .containsExactly(new Standing(token, Optional.empty(), Instant.EPOCH));
    }

    @Test
    void deliversAnEventAgainUntilItIsAcknowledged() {
        submit(batch("b", text(1), display()));
        var holding = Ear.holding();
        var subscription = headEnd.subscribe(holding, 10);
        bench.pass(A_WHILE);
        var held = holding.deliveries();
        held.get(0).release();
        subscription.close();

        var second = Ear.acknowledging();
        headEnd.subscribe(second, 10);
        bench.pass(A_WHILE);
        var third = Ear.acknowledging();
        headEnd.subscribe(third, 10);
        bench.pass(A_WHILE);

        assertThat(held).isNotEmpty();
        assertThat(second.events()).containsAll(holding.events());
        assertThat(third.events()).isEmpty();
    }

    @Test
    void deliversAnEventAgainWhenTheListenerFails() {
        var heard = new ConcurrentLinkedQueue<String>();
        headEnd.subscribe(
                delivery -> {
                    heard.add(delivery.event().id());
                    if (heard.size() == 1) {
                        throw new IllegalStateException("the listener's disk is full");
                    }
                    delivery.acknowledge();
                },
                1);

        submit(batch("b", text(1), display()));
        bench.pass(A_WHILE);

        assertThat(heard.stream().filter(heard.element()::equals).count()).isEqualTo(2);
    }

    @Test
    void doesNotFillMoreHandsThanTheListenerHas() {
        var ear = Ear.holding();
        headEnd.subscribe(ear, 2);

        submit(batch("b1", text(1), display()));
        submit(batch("b2", text(2), display()));
        bench.pass(A_WHILE);

        assertThat(ear.deliveries()).hasSize(2);
        ear.deliveries().forEach(EventListener.Delivery::acknowledge);
        bench.pass(A_WHILE);
        assertThat(ear.deliveries()).hasSize(4);
    }

    @Test
    void takesNothingWhileItCannotBeReached() {
        var ear = Ear.acknowledging();
        headEnd.subscribe(ear, 10);
        bench.cut();

        var refused = headEnd.submit(batch("b", text(1), display()));

        assertThatThrownBy(() -> ask(refused)).hasCauseInstanceOf(HeadEndUnavailable.class);
        assertThatThrownBy(() -> ask(headEnd.read(bench.home()))).hasCauseInstanceOf(HeadEndUnavailable.class);
        bench.restore();
        var token = token(submit(batch("b", text(1), display())).get(0));
        bench.pass(A_WHILE);
        assertThat(ear.levels(token)).containsOnlyOnce(Level.DEVICE_DELIVERED);
    }

    @Test
    void remembersWhatItAcceptedWhenItsProcessDies() {
        var before = submit(batch("b", text(1), display()));
        bench.crash();
        headEnd = bench.headEnd();

        var after = submit(batch("b", text(1), display()));
        var ear = Ear.acknowledging();
        headEnd.subscribe(ear, 10);
        bench.pass(A_WHILE);

        assertThat(after).isEqualTo(before);
        assertThat(ear.levels(token(before.get(0)))).contains(Level.DEVICE_DELIVERED);
    }

    @Test
    void remembersWhatNobodyHasHeardWhenItsProcessDies() {
        var holding = Ear.holding();
        var subscription = headEnd.subscribe(holding, 10);
        submit(batch("b", text(1), display()));
        bench.pass(A_WHILE);
        bench.crash();
        subscription.close();
        headEnd = bench.headEnd();

        var ear = Ear.acknowledging();
        headEnd.subscribe(ear, 10);
        bench.pass(A_WHILE);

        assertThat(holding.events()).isNotEmpty();
        assertThat(ear.events()).containsAll(holding.events());
    }

    @Test
    void letsADeviceInAndOut() {
        var ear = Ear.acknowledging();
        headEnd.subscribe(ear, 10);
        var order =
                new ProvisionOrder("o1", bench.home(), bench.newDevice(), bench.newDeviceCode(), Duration.ofDays(1));

        var accepted = ask(headEnd.provision(order));
        bench.pass(A_WHILE);

        assertThat(ask(headEnd.provision(order))).isEqualTo(accepted);
        assertThat(devices()).extracting(HanDevice::device).contains(bench.display(), bench.newDevice());
        assertThat(ear.devices())
                .allMatch(told -> told.token().equals(Optional.of(token(accepted))))
                .extracting(told -> told.state())
                .contains(DeviceState.JOINED);

        var removal = new RemovalOrder("o2", bench.home(), bench.newDevice(), RemovalReason.AGREEMENT_ENDED);
        var removed = ask(headEnd.deprovision(removal));
        bench.pass(A_WHILE);

        assertThat(ask(headEnd.deprovision(removal))).isEqualTo(removed);
        assertThat(devices()).extracting(HanDevice::device).containsExactly(bench.display());
        assertThat(ear.devices())
                .filteredOn(told -> told.state() == DeviceState.REMOVED)
                .singleElement()
                .matches(told -> told.removal().equals(Optional.of(RemovalReason.AGREEMENT_ENDED)));
    }

    @Test
    void refusesToLetADeviceInTwice() {
        var order = new ProvisionOrder("o1", bench.home(), bench.display(), bench.newDeviceCode(), Duration.ofDays(1));

        assertThat(ask(headEnd.provision(order)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.DUPLICATE_DEVICE));
    }

    @Test
    void refusesToTakeOutADeviceItDoesNotHave() {
        var order = new RemovalOrder("o1", bench.home(), bench.newDevice(), RemovalReason.MOVE_OUT);

        assertThat(ask(headEnd.deprovision(order)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_DEVICE));
    }

    @Test
    void answersQuestionsAboutAMeterAndItsDevices() {
        assertThat(ask(headEnd.ping(bench.home(), Optional.empty())))
                .isInstanceOfSatisfying(
                        Reply.Given.class,
                        given -> assertThat(given.value())
                                .isInstanceOfSatisfying(
                                        Ping.class,
                                        ping -> assertThat(ping.reached()).isTrue()));
        if (bench.metersEnergy()) {
            assertThat(ask(headEnd.read(bench.home())))
                    .isInstanceOfSatisfying(
                            Reply.Given.class,
                            given -> assertThat(given.value()).isInstanceOf(MeterReading.class));
        } else {
            assertThat(ask(headEnd.read(bench.home()))).isInstanceOf(Reply.Refused.class);
        }
        assertThat(ask(headEnd.ping(bench.home(), Optional.of(bench.newDevice()))))
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_DEVICE));
        for (var reply :
                List.of(headEnd.read(NOWHERE), headEnd.devices(NOWHERE), headEnd.ping(NOWHERE, Optional.empty()))) {
            assertThat(ask(reply))
                    .isInstanceOfSatisfying(
                            Reply.Refused.class,
                            refused -> assertThat(refused.refusal()).isEqualTo(Refusal.UNKNOWN_METER));
        }
    }

    private List<HanDevice> devices() {
        return ask(headEnd.devices(bench.home())) instanceof Reply.Given<List<HanDevice>> given
                ? given.value()
                : List.of();
    }

    private List<Answer> submit(Batch batch) {
        return ask(headEnd.submit(batch));
    }

    private Target display() {
        return Target.device(bench.home(), bench.display());
    }

    private Batch batch(String id, DeviceMessage message, Target... targets) {
        return Batch.of(id, message, List.of(targets), bench.now(), bench.now().plus(Duration.ofHours(4)));
    }

    private static DisplayMessage text(long id) {
        return new DisplayMessage(id, MessageControl.PLAIN, SepTime.NOW, 60, "Peak hours today 4-7pm");
    }

    private static Token token(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Accepted.class);
        return ((Answer.Accepted) answer).token();
    }

    private static <T> T ask(CompletableFuture<T> question) {
        return question.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
