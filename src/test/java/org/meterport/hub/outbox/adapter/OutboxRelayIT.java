package org.meterport.hub.outbox.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.broker.adapter.BrokerUnderTest;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.MDC;

class OutboxRelayIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    private static Path folder;

    private static BrokerUnderTest broker;

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final Outbox outbox = new JdbcOutbox(DATABASE.jdbc(), json, clock);
    private final OutboxRelay relay = relay(transactions);

    @BeforeAll
    static void startBroker() throws Exception {
        broker = BrokerUnderTest.start(folder);
    }

    @AfterAll
    static void stop() {
        broker.close();
        DATABASE.close();
    }

    @BeforeEach
    void empty() throws Exception {
        DATABASE.jdbc().execute("TRUNCATE outbox");
        broker.take("a.v1");
        broker.take("b.v1");
    }

    @AfterEach
    void forgetTheRequest() {
        MDC.clear();
    }

    @Test
    void sendsWhatIsOwedInItsOrderAndForgetsIt() throws Exception {
        owe("a.v1", "1", "2", "3");
        owe("b.v1", "4");

        assertThat(relay.relay()).isEqualTo(4);

        assertThat(broker.texts("a.v1")).containsExactly("1", "2", "3");
        assertThat(broker.texts("b.v1")).containsExactly("4");
        assertThat(owed()).isZero();
        assertThat(relay.relay()).isZero();
    }

    @Test
    void sendsHeadersPriorityAndTheRequestThatCausedIt() throws Exception {
        MDC.put("requestId", "req_9");
        transactions.asPartner(Samples.BLUEBONNET, () -> {
            outbox.owe("a.v1", "ordinary");
            outbox.owe("a.v1", "urgent \u00e9 \ud83d\ude00", Map.of("kind", "cancel"), 9);
            return true;
        });

        relay.relay();

        List<TextMessage> taken = broker.take("a.v1");
        assertThat(taken.get(0).getText()).isEqualTo("urgent \u00e9 \ud83d\ude00");
        assertThat(taken.get(0).getStringProperty("kind")).isEqualTo("cancel");
        assertThat(taken.get(0).getJMSPriority()).isEqualTo(9);
        assertThat(taken)
                .allSatisfy(message ->
                        assertThat(message.getStringProperty("requestId")).isEqualTo("req_9"));
    }

    @Test
    void sendsMoreThanOneBatch() throws Exception {
        transactions.operatorDoes(() -> outbox.oweAll(
                "a.v1", IntStream.range(0, 1_203).mapToObj(Integer::toString).toList(), Map.of()));

        assertThat(relay.relay()).isEqualTo(1_203);

        assertThat(broker.texts("a.v1"))
                .isEqualTo(IntStream.range(0, 1_203).mapToObj(Integer::toString).toList());
    }

    @Test
    void sendsNothingOfATransactionThatRolledBack() {
        assertThatThrownBy(() -> transactions.operatorDoes(() -> {
                    outbox.owe("a.v1", "never");
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(relay.relay()).isZero();
    }

    @Test
    void refusesToOweOutsideATransaction() {
        assertThatThrownBy(() -> outbox.owe("a.v1", "lost")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void doublesNothingWhenTheHubDiesBetweenTheTwoCommits() throws Exception {
        owe("a.v1", "1", "2");
        OutboxRelay dying = relay(new DyingBeforeCommit());
        assertThatThrownBy(dying::relay).hasMessage("killed");
        assertThat(owed()).isEqualTo(2);
        owe("a.v1", "3");
        owe("b.v1", "4");

        assertThat(relay.relay()).isEqualTo(4);

        assertThat(broker.texts("a.v1")).containsExactly("1", "2", "3");
        assertThat(broker.texts("b.v1")).containsExactly("4");
        assertThat(owed()).isZero();
    }

    @Test
    void doublesNothingThoughTheMessagesWereConsumedMeanwhile() throws Exception {
        owe("a.v1", "1", "2");
        assertThatThrownBy(relay(new DyingBeforeCommit())::relay).hasMessage("killed");
        assertThat(broker.texts("a.v1")).containsExactly("1", "2");

        relay.relay();

        assertThat(broker.broker().waiting("a.v1")).isZero();
        assertThat(owed()).isZero();
    }

    @Test
    void doublesNothingWhenTheBrokerWasRestartedMeanwhile() throws Exception {
        owe("a.v1", "1");
        assertThatThrownBy(relay(new DyingBeforeCommit())::relay).hasMessage("killed");
        broker.broker().stopAsIfTheDiskFailed();
        broker.broker().keepRunning();
        owe("a.v1", "2");

        relay.relay();

        assertThat(broker.texts("a.v1")).containsExactly("1", "2");
    }

    @Test
    void keepsWhatIsOwedWhileTheBrokerIsAway() throws Exception {
        owe("a.v1", "1");
        broker.broker().stopAsIfTheDiskFailed();

        assertThatThrownBy(relay::relay)
                .isInstanceOfSatisfying(
                        Unavailable.class, away -> assertThat(away.dependency()).isEqualTo("broker"));
        assertThat(owed()).isOne();
        broker.broker().keepRunning();

        assertThat(relay.relay()).isOne();
        assertThat(broker.texts("a.v1")).containsExactly("1");
    }

    @Test
    void sharesTheWorkOfTwoNodesWithoutDoubles() throws Exception {
        transactions.operatorDoes(() -> outbox.oweAll(
                "a.v1", IntStream.range(0, 700).mapToObj(Integer::toString).toList(), Map.of()));
        var firstHolds = new CountDownLatch(1);
        var secondIsDone = new CountDownLatch(1);
        OutboxRelay first = relay(new Pausing(firstHolds, secondIsDone));

        CompletableFuture<Integer> firstSent = CompletableFuture.supplyAsync(first::relay);
        assertThat(firstHolds.await(20, TimeUnit.SECONDS)).isTrue();
        int secondSent = relay.relay();
        secondIsDone.countDown();

        assertThat(firstSent.get(20, TimeUnit.SECONDS) + secondSent).isEqualTo(700);
        assertThat(secondSent).isEqualTo(200);
        assertThat(broker.texts("a.v1")).hasSize(700).doesNotHaveDuplicates();
        assertThat(owed()).isZero();
    }

    private OutboxRelay relay(Transactions with) {
        return new OutboxRelay(with, DATABASE.jdbc(), connection(), json);
    }

    private static jakarta.jms.ConnectionFactory connection() {
        return broker.connections();
    }

    private void owe(String queue, String... bodies) {
        transactions.operatorDoes(() -> List.of(bodies).forEach(body -> outbox.owe(queue, body)));
    }

    private int owed() {
        Integer rows = DATABASE.jdbc().queryForObject("SELECT count(*) FROM outbox", Integer.class);
        return rows == null ? -1 : rows;
    }

    /** The process ends after the broker's commit and before the database's. */
    private final class DyingBeforeCommit implements Transactions {

        @Override
        public <T> T asOperator(Supplier<T> work) {
            return transactions.asOperator(() -> {
                var unused = work.get();
                throw new IllegalStateException("killed");
            });
        }

        @Override
        public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
            throw new IllegalStateException("the relay works for the operator");
        }
    }

    /** Holds its rows until told to commit. */
    private final class Pausing implements Transactions {

        private final CountDownLatch holding;
        private final CountDownLatch goOn;

        Pausing(CountDownLatch holding, CountDownLatch goOn) {
            this.holding = holding;
            this.goOn = goOn;
        }

        @Override
        public <T> T asOperator(Supplier<T> work) {
            return transactions.asOperator(() -> {
                T result = work.get();
                holding.countDown();
                try {
                    if (!goOn.await(20, TimeUnit.SECONDS)) {
                        throw new IllegalStateException("nobody said to go on");
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(interrupted);
                }
                return result;
            });
        }

        @Override
        public <T> T asPartner(ThirdPartyId thirdParty, Supplier<T> work) {
            throw new IllegalStateException("the relay works for the operator");
        }
    }
}
