package org.meterport.han.utility;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Cancellation;
import org.meterport.han.headend.Capabilities;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.EventListener;
import org.meterport.han.headend.HanDevice;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Ping;
import org.meterport.han.headend.ProvisionOrder;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.RemovalOrder;
import org.meterport.han.headend.Reply;
import org.meterport.han.headend.Standing;
import org.meterport.han.headend.Subscription;
import org.meterport.han.headend.Token;
import org.meterport.han.sep.Eui64;

/**
 * A utility's head-end that is spoken to in messages. It keeps no state of its own: what was accepted, and which events are stored here, the other side
 * remembers under our ids, so that a repeated request has the same answer. A request without a reply in time counts as not taken.
 */
public final class UtilityHeadEnd implements HeadEnd {
    private final Capabilities capabilities;
    private final Supplier<String> messageIds;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final Ears ears;
    private final Post post;
    private volatile Optional<String> trouble = Optional.empty();

    private UtilityHeadEnd(
            Capabilities capabilities,
            Supplier<String> messageIds,
            Clock clock,
            Duration beforeRedelivery,
            Function<ScheduledExecutorService, Post> post) {
        this.capabilities = capabilities;
        this.messageIds = messageIds;
        this.clock = clock;
        scheduler = Executors.newScheduledThreadPool(2, task -> {
            var thread = new Thread(task, "utility-head-end");
            thread.setDaemon(true);
            return thread;
        });
        ears = new Ears(scheduler, beforeRedelivery);
        this.post = post.apply(scheduler);
        this.post.open(new Post.Inbox() {
            @Override
            public CompletableFuture<Void> take(Message events) {
                return ears.take(events.payload().stream().map(Nouns::event).toList());
            }

            @Override
            public boolean hasRoom() {
                return ears.hasRoom();
            }
        });
    }

    /**
     * Over HTTP.
     *
     * @param capabilities what the utility says its system can do
     * @param messageIds unique for ever, at most 200 characters of letters, digits and hyphens
     * @param beforeRedelivery of an event that a listener could not store
     */
    public static UtilityHeadEnd over(
            HttpPost.Settings http,
            Capabilities capabilities,
            Supplier<String> messageIds,
            Clock clock,
            Duration beforeRedelivery) {
        return new UtilityHeadEnd(
                capabilities,
                messageIds,
                clock,
                beforeRedelivery,
                scheduler -> new HttpPost(http, messageIds, clock, scheduler));
    }

    /** As files in folders; otherwise like {@link #over(HttpPost.Settings, Capabilities, Supplier, Clock, Duration)}. */
    public static UtilityHeadEnd over(
            FilePost.Settings files,
            Capabilities capabilities,
            Supplier<String> messageIds,
            Clock clock,
            Duration beforeRedelivery) {
        return new UtilityHeadEnd(
                capabilities, messageIds, clock, beforeRedelivery, scheduler -> new FilePost(files, scheduler));
    }

    /** Why the last request had no reply, in one sentence; empty when it had one, or when there was no request yet. */
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public CompletableFuture<List<Answer>> submit(Batch batch) {
        var count = batch.targets().size();
        if (count > capabilities.maxTargetsPerSubmit()) {
            Answer refused = new Answer.Refused(
                    Refusal.TOO_MANY_TARGETS, "at most " + capabilities.maxTargetsPerSubmit() + " targets a call");
            return CompletableFuture.completedFuture(
                    batch.targets().stream().map(target -> refused).toList());
        }
        return ask("create", Nouns.CONTROLS, List.of(Nouns.batch(batch)), reply -> Nouns.answers(reply, count));
    }

    @Override
    public CompletableFuture<Cancellation> cancel(Token token) {
        return ask(
                "cancel",
                Nouns.CONTROLS,
                List.of(Element.of("Token", token)),
                reply -> Cancellation.valueOf(need(reply, "Cancellation").text()));
    }

    @Override
    public CompletableFuture<List<Standing>> query(List<Token> tokens) {
        var asked = tokens.stream().map(token -> Element.of("Token", token)).toList();
        return ask("get", Nouns.CONTROLS, asked, reply -> {
            var standings = reply.payload().stream().map(Nouns::standing).toList();
            if (standings.size() != tokens.size()) {
                throw new IllegalArgumentException("the reply does not answer for every token");
            }
            return standings;
        });
    }

    @Override
    public Subscription subscribe(EventListener listener, int maxUnacknowledged) {
        return ears.subscribe(listener, maxUnacknowledged);
    }

    @Override
    public CompletableFuture<Answer> provision(ProvisionOrder order) {
        return ask("create", Nouns.DEVICES, List.of(Nouns.provision(order)), UtilityHeadEnd::answer);
    }

    @Override
    public CompletableFuture<Answer> deprovision(RemovalOrder order) {
        return ask("delete", Nouns.DEVICES, List.of(Nouns.removal(order)), UtilityHeadEnd::answer);
    }

    private static Answer answer(Message reply) {
        return Nouns.answers(reply, 1).get(0);
    }

    @Override
    public CompletableFuture<Reply<List<HanDevice>>> devices(Esiid esiid) {
        return about(
                Nouns.DEVICES,
                Nouns.home(esiid, Optional.empty()),
                reply -> reply.payload().stream().map(Nouns::hanDevice).toList());
    }

    @Override
    public CompletableFuture<Reply<Ping>> ping(Esiid esiid, Optional<Eui64> device) {
        return about(Nouns.REACHABILITY, Nouns.home(esiid, device), reply -> Nouns.ping(need(reply, "Reachability")));
    }

    @Override
    public CompletableFuture<Reply<MeterReading>> read(Esiid esiid) {
        return about(
                Nouns.READINGS,
                Nouns.home(esiid, Optional.empty()),
                reply -> Nouns.reading(need(reply, "MeterReading")));
    }

    @Override
    public void close() {
        post.close();
        scheduler.shutdownNow();
    }

    private <T> CompletableFuture<Reply<T>> about(String noun, List<Element> of, Function<Message, T> given) {
        return ask("get", noun, of, reply -> {
            if (reply.errors().isEmpty()) {
                return new Reply.Given<>(given.apply(reply));
            }
            var error = reply.errors().get(0);
            return new Reply.Refused<>(Nouns.refusal(error.code()), error.reason());
        });
    }

    private static Element need(Message reply, String name) {
        return reply.first(name).orElseThrow(() -> new IllegalArgumentException("the reply lacks <" + name + ">"));
    }

    /** A reply that cannot be read may have been a yes: the caller repeats, with the same ids. */
    private <T> CompletableFuture<T> ask(String verb, String noun, List<Element> payload, Function<Message, T> read) {
        var request = Message.request(
                verb, noun, messageIds.get(), post.address(), clock.instant(), new ArrayList<>(payload));
        return post.ask(request)
                .exceptionally(failure -> {
                    throw noted(
                            Post.unavailable(failure, "the utility's head-end gave no reply to " + verb + " " + noun));
                })
                .thenApply(reply -> read(reply, read));
    }

    private HeadEndUnavailable noted(HeadEndUnavailable failure) {
        trouble = Optional.of(String.valueOf(failure.getMessage()));
        return failure;
    }

    private <T> T read(Message reply, Function<Message, T> read) {
        try {
            T answer = read.apply(reply);
            trouble = Optional.empty();
            return answer;
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw noted(
                    new HeadEndUnavailable("the reply of the utility's head-end cannot be read: " + e.getMessage(), e));
        }
    }
}
