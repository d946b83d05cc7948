package org.meterport.han.headend;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.meterport.han.sep.Eui64;

/**
 * A utility's system that reaches meters and, through them, the devices in homes.
 *
 * <p>To be implemented by whoever connects one. All methods may be called from any thread and return at once. A future completes with the answer, or
 * exceptionally with {@link HeadEndUnavailable} (the cause, when taken with {@code join}) if nothing was taken; any other exception is a defect of the
 * implementation, and the caller repeats the call. What was accepted survives a crash of the head-end. Every change is named by the caller's ids
 * and is done once however often it is asked for, also after a restart on either side, so that no device ever acts twice on one id.
 *
 * <p>{@code org.meterport.han.tck.HeadEndContract} proves an implementation.
 */
public interface HeadEnd extends AutoCloseable {
    /** Known without asking the utility, and fixed while the process lives. */
    Capabilities capabilities();

    /**
     * Takes a message for many homes, whole or not at all as far as {@link HeadEndUnavailable} goes, and target by target as far as refusals go.
     *
     * @return one answer a target, in the order of {@link Batch#targets()}
     */
    CompletableFuture<List<Answer>> submit(Batch batch);

    /** Takes back what has not been delivered to its meter. */
    CompletableFuture<Cancellation> cancel(Token token);

    /** For callers that poll, and for those that missed something: one answer a token, in order, at most 1,000 tokens a call. */
    CompletableFuture<List<Standing>> query(List<Token> tokens);

    /**
     * Delivers every event that nobody has acknowledged yet, from before this call too. With several subscribers each event goes to one of them at a
     * time. While the head-end cannot be reached nothing is delivered; the subscription stays and goes on when it is back.
     *
     * @param maxUnacknowledged deliveries in the listener's hands at most, at least 1
     */
    Subscription subscribe(EventListener listener, int maxUnacknowledged);

    /** Lets a device in. The answer is that the order was taken; {@link HeadEndEvent.OfDevice} events tell the rest, for days. */
    CompletableFuture<Answer> provision(ProvisionOrder order);

    /** Takes a device out; {@link HeadEndEvent.OfDevice} events tell the rest. */
    CompletableFuture<Answer> deprovision(RemovalOrder order);

    /** The devices the meter knows, those waiting to join included, in no order. */
    CompletableFuture<Reply<List<HanDevice>>> devices(Esiid esiid);

    /**
     * Asks whether a meter, or a device behind it, is there.
     *
     * @param device empty for the meter itself
     */
    CompletableFuture<Reply<Ping>> ping(Esiid esiid, Optional<Eui64> device);

    /** Reads the meter now. */
    CompletableFuture<Reply<MeterReading>> read(Esiid esiid);

    /** Ends delivery and gives back threads and connections. Accepted work stays accepted. */
    @Override
    void close();
}
