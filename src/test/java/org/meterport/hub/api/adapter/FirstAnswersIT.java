package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.StoppedClock;
import org.meterport.hub.shared.ThirdPartyId;

class FirstAnswersIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final ObjectMapper json = new ObjectMapper();
    private final StoppedClock clock = new StoppedClock(Samples.NOW);
    private final Outbox outbox = new JdbcOutbox(DATABASE.jdbc(), json, clock);
    private final FirstAnswers firstAnswers =
            new FirstAnswers(DATABASE.transactions(clock), DATABASE.jdbc(), json, clock);
    private final AtomicInteger effects = new AtomicInteger();

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc().execute("TRUNCATE first_answer, outbox");
    }

    @Test
    void givesTheFirstAnswerAgain() throws Exception {
        ApiReply first = firstAnswers.once(request("k-1", "{\"a\":1}"), this::effect);

        ApiReply again = firstAnswers.once(request("k-1", "{\"a\":1}"), this::effect);

        assertThat(again.status()).isEqualTo(202).isEqualTo(first.status());
        assertThat(again.headers()).isEqualTo(Map.of("Location", "/things/1"));
        assertThat(json.writeValueAsString(again.body())).isEqualTo(json.writeValueAsString(first.body()));
        assertThat(owed()).isOne();
    }

    @Test
    void refusesTheKeyWithAnotherBody() {
        firstAnswers.once(request("k-1", "{\"a\":1}"), this::effect);

        assertThatThrownBy(() -> firstAnswers.once(request("k-1", "{\"a\":2}"), this::effect))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-401");
        assertThat(owed()).isOne();
    }

    @Test
    void keepsOperationsAndThirdPartiesApart() {
        firstAnswers.once(request("k-1", "{}"), this::effect);
        firstAnswers.once(request(Samples.LONESTAR, "op", "k-1", "{\"b\":2}"), this::effect);
        firstAnswers.once(request(Samples.BLUEBONNET, "other", "k-1", "{\"c\":3}"), this::effect);

        assertThat(owed()).isEqualTo(3);
    }

    @Test
    void runsEachCallThatBringsNoKey() {
        firstAnswers.once(request(null, "{}"), this::effect);
        firstAnswers.once(request(null, "{}"), this::effect);

        assertThat(owed()).isEqualTo(2);
    }

    @Test
    void keepsNoAnswerOfWorkThatWasRolledBack() {
        assertThatThrownBy(() -> firstAnswers.once(request("k-1", "{}"), () -> {
                    effect();
                    throw new IllegalStateException("too late");
                }))
                .hasMessage("too late");
        assertThat(owed()).isZero();

        ApiReply second = firstAnswers.once(request("k-1", "{\"now\":\"another body\"}"), this::effect);

        assertThat(second.headers()).containsEntry("Location", "/things/2");
        assertThat(owed()).isOne();
    }

    @Test
    void hasTwoCallsAtOnceMakeOneEffect() throws Exception {
        var working = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<ApiReply> first = call("{}", () -> {
            working.countDown();
            await(goOn);
            return effect();
        });
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<ApiReply> second = call("{}", this::effect);
        CompletableFuture<ApiReply> other = call("{\"other\":1}", this::effect);

        assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        goOn.countDown();

        assertThat(second.get(20, TimeUnit.SECONDS).headers())
                .isEqualTo(first.get(20, TimeUnit.SECONDS).headers());
        assertThatThrownBy(() -> other.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("API-401");
        assertThat(owed()).isOne();
    }

    @Test
    void letsTheSecondCallWorkWhenTheFirstOneFails() throws Exception {
        var working = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        CompletableFuture<ApiReply> first = call("{}", () -> {
            working.countDown();
            await(goOn);
            throw new IllegalStateException("the hub died");
        });
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<ApiReply> second = call("{}", this::effect);

        goOn.countDown();

        assertThatThrownBy(() -> first.get(20, TimeUnit.SECONDS)).hasMessageContaining("the hub died");
        assertThat(second.get(20, TimeUnit.SECONDS).status()).isEqualTo(202);
        assertThat(owed()).isOne();
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "\u0000", "a\nb", "caf\u00e9", "\ud800"})
    void refusesAKeyThatCannotBeKept(String key) {
        assertThatThrownBy(() -> firstAnswers.once(request(key, "{}"), this::effect))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-102");
    }

    @Test
    void takesAKeyOf128CharactersAndNoLonger() {
        firstAnswers.once(request("k".repeat(128), "{}"), this::effect);

        assertThatThrownBy(() -> firstAnswers.once(request("k".repeat(129), "{}"), this::effect))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("API-102");
    }

    @Test
    void showsAnAnswerToItsOwnerOnly() {
        firstAnswers.once(request("k-1", "{}"), this::effect);

        assertThat(DATABASE.transactions(clock)
                        .asPartner(
                                Samples.LONESTAR,
                                () -> DATABASE.jdbc()
                                        .queryForObject("SELECT count(*) FROM first_answer", Integer.class)))
                .isZero();
    }

    private ApiReply effect() {
        int number = effects.incrementAndGet();
        outbox.owe("things.made.v1", "thing " + number);
        return ApiReply.accepted("/things/" + number, Map.of("number", number));
    }

    private int owed() {
        Integer rows = DATABASE.jdbc().queryForObject("SELECT count(*) FROM outbox", Integer.class);
        return rows == null ? -1 : rows;
    }

    private CompletableFuture<ApiReply> call(String body, Supplier<ApiReply> work) {
        return CompletableFuture.supplyAsync(() -> firstAnswers.once(request("k-1", body), work));
    }

    private ApiRequest request(@Nullable String key, String body) {
        return request(Samples.BLUEBONNET, "op", key, body);
    }

    private ApiRequest request(ThirdPartyId thirdParty, String operation, @Nullable String key, String body) {
        try {
            return new ApiRequest(
                    operation,
                    Optional.of(new ApiCaller(thirdParty, "any")),
                    Map.of(),
                    json.readTree(body),
                    Optional.ofNullable(key),
                    "req_1");
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody said to go on");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
