package org.meterport.components.zigbeesep;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Cancellation;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndEvent;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Subscription;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;

/** A head-end that does what a test tells it. */
final class FakeHeadEnd implements HeadEnd {
    final List<Batch> batches = new CopyOnWriteArrayList<>();
    final BlockingQueue<EventListener> listeners = new LinkedBlockingQueue<>();
    volatile Function<Batch, CompletableFuture<List<Answer>>> submits = FakeHeadEnd::acceptAll;
    volatile CompletableFuture<List<Standing>> standings = CompletableFuture.completedFuture(List.of());

    private static CompletableFuture<List<Answer>> acceptAll(Batch batch) {
        var answers = new ArrayList<Answer>();
        batch.targets().forEach(target -> answers.add(new Answer.Accepted(new Token("t-" + target))));
        return CompletableFuture.completedFuture(answers);
    }

    /** What became of a delivery. */
    enum Fate {
        ACKNOWLEDGED,
        RELEASED
    }

    /** An event in the component's hands. */
    record Given(HeadEndEvent event, BlockingQueue<Fate> fate) implements EventListener.Delivery {
        Given(HeadEndEvent event) {
            this(event, new LinkedBlockingQueue<>());
        }

        @Override
        public void acknowledge() {
            fate.add(Fate.ACKNOWLEDGED);
        }

        @Override
        public void release() {
            fate.add(Fate.RELEASED);
        }
    }

    @Override
    public CompletableFuture<List<Answer>> submit(Batch batch) {
        batches.add(batch);
        return submits.apply(batch);
    }

    @Override
    public Subscription subscribe(EventListener listener, int maxUnacknowledged) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public CompletableFuture<List<Standing>> query(List<Token> tokens) {
        return standings;
    }

    @Override
    public CompletableFuture<Cancellation> cancel(Token token) {
        return CompletableFuture.completedFuture(Cancellation.TOO_LATE);
    }

    @Override
    public CompletableFuture<Answer> provision(ProvisionOrder order) {
        return CompletableFuture.completedFuture(new Answer.Accepted(new Token("p-" + order.id())));
    }

    @Override
    public CompletableFuture<Answer> deprovision(RemovalOrder order) {
        return CompletableFuture.completedFuture(new Answer.Accepted(new Token("r-" + order.id())));
    }

    @Override
    public CompletableFuture<Reply<List<HanDevice>>> devices(Esiid esiid) {
        return CompletableFuture.completedFuture(new Reply.Given<>(List.of()));
    }

    @Override
    public CompletableFuture<Reply<Ping>> ping(Esiid esiid, Optional<Eui64> device) {
        return CompletableFuture.completedFuture(
                new Reply.Given<>(new Ping(true, Duration.ofMillis(device.isPresent() ? 2 : 1))));
    }

    @Override
    public CompletableFuture<Reply<MeterReading>> read(Esiid esiid) {
        return CompletableFuture.completedFuture(new Reply.Given<>(new MeterReading(1, 2, 3, Instant.EPOCH)));
    }

    @Override
    public Capabilities capabilities() {
        throw new AssertionError("the component does not ask for capabilities");
    }

    @Override
    public void close() {}
}
