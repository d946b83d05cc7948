package org.meterport.hub.routing.adapter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.file.GenericFile;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.hub.routing.ParkedFlows;
import org.meterport.hub.shared.FailureOrigin;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the error policies in {@code routes/support} do with a failure: bean {@code flowFailures}.
 *
 * <p>Log lines and headers carry ids, the kind of failure and where it came from; never a payload, and never the message
 * of a defect, which may quote one. The number of attempts is the broker's own ({@code JMSXDeliveryCount}) where there
 * is one. For files it is counted here, per process: after a restart a file gets its attempts anew, which costs only
 * time.
 */
public final class FlowFailures {

    /** Header: the flow that gave up. The names are Java identifiers, because JMS allows nothing else. */
    public static final String FLOW = "meterportFlow";

    /** Header: the step that failed, where known. */
    public static final String STEP = "meterportStep";

    /** Header: the code of a rejection; for a defect the simple name of its exception. */
    public static final String CAUSE_CODE = "meterportCauseCode";

    /** Header: how often the message was tried. */
    public static final String ATTEMPTS = "meterportAttempts";

    /** Header: RFC 3339, whole seconds; first failure this process has seen of this message. */
    public static final String FIRST_FAILURE = "meterportFirstFailure";

    /** Header: RFC 3339, whole seconds; the failure that made it a dead letter. */
    public static final String LAST_FAILURE = "meterportLastFailure";

    private static final Logger LOG = LoggerFactory.getLogger("meterport.flow");
    private static final int REMEMBERED = 10_000;
    private static final Duration TELL_AGAIN = Duration.ofMinutes(1);

    private final ParkedFlows parked;
    private final InstantSource clock;
    private final Map<String, Failing> failing = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failing> eldest) {
            return size() > REMEMBERED;
        }
    });

    private final Map<String, Told> told = new ConcurrentHashMap<>();

    private record Told(String origin, Instant when) {}

    private record Failing(Instant first, int attempts, String exchangeId) {}

    public FlowFailures(ParkedFlows parked, InstantSource clock) {
        this.parked = parked;
        this.clock = clock;
    }

    /** Notes that the flow waits for another system. Logged when it starts to wait, not at each attempt. */
    public void park(Exchange exchange) {
        Unavailable away = away(caught(exchange));
        if (away != null) {
            ParkedFlows.Parked now = parked.park(flow(exchange), away, clock.instant());
            if (now.attempts() == 1) {
                LOG.warn("{} is parked: {}; it goes on by itself", now.flow(), now.cause());
            } else {
                LOG.debug("{} is still parked after {} attempts: {}", now.flow(), now.attempts(), now.cause());
            }
        }
    }

    /** Notes that the flow is about to try the same step again, whatever it was that failed. */
    public void waiting(Exchange exchange) {
        if (away(caught(exchange)) == null) {
            again(exchange);
        } else {
            park(exchange);
        }
    }

    /** The head-end SPI knows nothing of the hub, so its own word for the same thing is translated here. */
    static @Nullable Unavailable away(@Nullable Throwable caught) {
        if (caught instanceof HeadEndUnavailable headEnd) {
            return new Unavailable("head-end", "cannot be reached", headEnd);
        }
        return caught instanceof Unavailable unavailable ? unavailable : null;
    }

    /**
     * Notes a failed attempt that will be repeated, with its origin, for those who mend defects. The same defect of the
     * same flow is told once a minute, for a clock may start a flow ten times a second.
     */
    public void again(Exchange exchange) {
        String origin = FailureOrigin.of(caught(exchange));
        Instant now = clock.instant();
        Told before = told.get(flow(exchange));
        if (before == null
                || !before.origin().equals(origin)
                || before.when().plus(TELL_AGAIN).isBefore(now)) {
            told.put(flow(exchange), new Told(origin, now));
            LOG.error(
                    "{} failed at {} (exchange {}), tried again: {}",
                    flow(exchange),
                    step(exchange).orElse("?"),
                    exchange.getExchangeId(),
                    origin);
        }
    }

    /** Puts what an operator needs to judge a message that was given up into its headers, and one line into the log. */
    public void describe(Exchange exchange) {
        Throwable caught = caught(exchange);
        Message message = exchange.getMessage();
        Instant now = clock.instant();
        int attempts = attempts(exchange);
        Failing known = failing.remove(key(exchange));
        if (message.getBody() instanceof List<?> events) {
            // a queue carries text
            message.setBody(events.stream().map(String::valueOf).collect(Collectors.joining("\n")));
        }
        message.setHeader(FLOW, flow(exchange));
        step(exchange).ifPresent(step -> message.setHeader(STEP, step));
        message.setHeader(CAUSE_CODE, code(caught));
        message.setHeader(ATTEMPTS, attempts);
        message.setHeader(FIRST_FAILURE, seconds(known == null ? now : known.first()));
        message.setHeader(LAST_FAILURE, seconds(now));
        if (caught instanceof Rejection rejection) {
            LOG.warn("{} gave up exchange {}: {}", flow(exchange), exchange.getExchangeId(), rejection.code());
        } else {
            LOG.error(
                    "{} gave up exchange {} after {} attempts at {}: {}",
                    flow(exchange),
                    exchange.getExchangeId(),
                    attempts,
                    step(exchange).orElse("?"),
                    FailureOrigin.of(caught));
        }
    }

    /** Whether this failure is the message's last allowed one. */
    public boolean isLast(Exchange exchange, int allowed) {
        return attempts(exchange) >= allowed;
    }

    /** Whether the message may be tried again after this failure. */
    public boolean mayRetry(Exchange exchange, int allowed) {
        return attempts(exchange) < allowed;
    }

    /** A report for the person whose file was given up: what, where, when; plain text. */
    public String report(Exchange exchange) {
        Message message = exchange.getMessage();
        Throwable caught = caught(exchange);
        String sentence = caught instanceof Rejection rejection
                ? rejection.detail()
                : "The fault is the hub's; give this report to the operator, who can put the file in again.";
        return "file: %s%nflow: %s%ncode: %s%nreason: %s%nattempts: %s%nfirst failure: %s%nlast failure: %s%n"
                .formatted(
                        message.getHeader(Exchange.FILE_NAME_ONLY, "?", String.class),
                        message.getHeader(FLOW),
                        message.getHeader(CAUSE_CODE),
                        sentence,
                        message.getHeader(ATTEMPTS),
                        message.getHeader(FIRST_FAILURE),
                        message.getHeader(LAST_FAILURE));
    }

    /**
     * Takes a local file that was given up out of its folder, once it lies in the error folder with its report. A
     * consumer that leaves the moving to its flow would offer it again for ever.
     */
    public void clear(Exchange exchange) throws IOException {
        if (arrived(exchange).getBody() instanceof GenericFile<?> given && given.getFile() instanceof File file) {
            Files.deleteIfExists(file.toPath());
        }
    }

    private int attempts(Exchange exchange) {
        String key = key(exchange);
        // a policy may ask more than once about one failure
        Failing now = failing.compute(key, (k, before) -> {
            if (before == null) {
                return new Failing(clock.instant(), 1, exchange.getExchangeId());
            }
            return before.exchangeId().equals(exchange.getExchangeId())
                    ? before
                    : new Failing(before.first(), before.attempts() + 1, exchange.getExchangeId());
        });
        Integer broker = arrived(exchange).getHeader("JMSXDeliveryCount", Integer.class);
        return broker == null ? now.attempts() : broker;
    }

    private static String key(Exchange exchange) {
        Message message = arrived(exchange);
        String id = message.getHeader("JMSMessageID", String.class);
        if (id == null) {
            // the head-end's events come again under the same message id; everything else has a new one each time
            id = message.getHeader(Exchange.FILE_PATH, message.getMessageId(), String.class)
                    + ' '
                    + message.getHeader(Exchange.FILE_LAST_MODIFIED, "", String.class);
        }
        return flow(exchange) + ' ' + id;
    }

    /** The message as it came in: a step may have removed its headers since. */
    private static Message arrived(Exchange exchange) {
        Message original = exchange.getUnitOfWork() == null
                ? null
                : exchange.getUnitOfWork().getOriginalInMessage();
        return original == null ? exchange.getMessage() : original;
    }

    /** The failure as the flow's step threw it: Camel wraps errors, and what converters throw. */
    private static @Nullable Throwable caught(Exchange exchange) {
        Throwable caught = exchange.getException();
        if (caught == null) {
            caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        }
        for (Throwable cause = caught; cause != null; cause = cause.getCause()) {
            if (cause instanceof Rejection || away(cause) != null) {
                return cause;
            }
        }
        return caught instanceof CamelExecutionException && caught.getCause() != null ? caught.getCause() : caught;
    }

    private static String flow(Exchange exchange) {
        return exchange.getFromRouteId();
    }

    private static Optional<String> step(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(Exchange.FAILURE_ENDPOINT, String.class))
                .map(uri -> uri.replaceAll("\\?.*", ""));
    }

    private static String code(@Nullable Throwable caught) {
        return caught instanceof Rejection rejection
                ? rejection.code()
                : caught == null ? "unknown" : caught.getClass().getSimpleName();
    }

    private static String seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
