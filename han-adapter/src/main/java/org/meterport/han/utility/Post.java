package org.meterport.han.utility;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.meterport.han.headend.HeadEndUnavailable;

/** How messages travel. */
interface Post extends AutoCloseable {
    /**
     * Sends a request.
     *
     * @return the reply, or {@link HeadEndUnavailable} when none came in time
     */
    CompletableFuture<Message> ask(Message request);

    /** Where the other side may send replies and events, empty when they are fetched. */
    String address();

    /** Begins to take in what comes by itself. Called once. */
    void open(Inbox inbox);

    @Override
    void close();

    /** What a caller gets when a request has no reply: the reason that is known, else this sentence. */
    static HeadEndUnavailable unavailable(Throwable failure, String sentence) {
        var cause = failure instanceof CompletionException
                ? Objects.requireNonNullElse(failure.getCause(), failure)
                : failure;
        return cause instanceof HeadEndUnavailable known ? known : new HeadEndUnavailable(sentence, cause);
    }

    /** Takes in what comes by itself. */
    interface Inbox {
        /** Events; done when every one of them is stored, and the other side may forget them. */
        CompletableFuture<Void> take(Message events);

        /** Someone listens and has a hand free. */
        boolean hasRoom();
    }
}
