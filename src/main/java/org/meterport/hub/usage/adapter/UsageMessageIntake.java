package org.meterport.hub.usage.adapter;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.shared.FailureOrigin;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.StoreUsageMessages;
import org.meterport.hub.usage.StoreUsageMessages.Published;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what one poll of the topic brought. Good messages are stored together; the refused ones become the flow's body,
 * for it to put them aside; last of all the topic is told how far it has been read. A crash before that brings the same
 * messages again, with the same result.
 */
public final class UsageMessageIntake {

    /** Header of a refused message: why, as a stable code. */
    public static final String CODE = "meterportCode";

    /** Header: where in the message, as a JSON pointer; empty for the message as a whole. */
    public static final String PLACE = "meterportPlace";

    /** Header: a sentence for the sender. */
    public static final String DETAIL = "meterportDetail";

    /** Header: topic, partition and offset it was read from. */
    public static final String POSITION = "meterportPosition";

    private static final Logger LOG = LoggerFactory.getLogger(UsageMessageIntake.class);
    private static final String COMMITS = "meterportCommits";

    private final StoreUsageMessages storeUsageMessages;
    private final LocalDate earliest;
    private final InstantSource clock;

    public UsageMessageIntake(StoreUsageMessages storeUsageMessages, LocalDate earliest, InstantSource clock) {
        this.storeUsageMessages = storeUsageMessages;
        this.earliest = earliest;
        this.clock = clock;
    }

    /** A message that is put aside, as it came, and why. */
    public record Refused(@Nullable Object key, String message, Map<String, Object> headers) {}

    /** Stores the good messages of the batch in the body, which then holds the refused ones. */
    public void take(Exchange exchange) {
        var reader = new UsageDayMessage(earliest, clock.instant());
        List<Refused> refused = new ArrayList<>();
        Map<String, KafkaManualCommit> commits = new LinkedHashMap<>();
        Map<String, List<Arrived>> byTopic = new LinkedHashMap<>();
        for (Object one : exchange.getMessage().getBody(List.class)) {
            Message message = ((Exchange) one).getMessage();
            String topic = message.getHeader(KafkaConstants.TOPIC, "", String.class);
            String partition = topic + "-" + message.getHeader(KafkaConstants.PARTITION);
            String position = partition + "@" + message.getHeader(KafkaConstants.OFFSET);
            KafkaManualCommit commit = message.getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class);
            if (commit != null) {
                commits.put(partition, commit);
            }
            Object body = message.getBody();
            byte[] bytes = body instanceof byte[] given ? given : new byte[0];
            Object key = message.getHeader(KafkaConstants.KEY);
            try {
                DayReadings day = reader.read(text(key), bytes);
                byTopic.computeIfAbsent(topic, name -> new ArrayList<>())
                        .add(new Arrived(
                                new Published(position + "#" + Arrays.hashCode(bytes), day), key, text(bytes)));
            } catch (UsageDayMessage.Fault fault) {
                refused.add(refused(key, text(bytes), position, fault.code(), fault.place(), fault.sentence()));
            }
        }
        byTopic.forEach((topic, arrived) -> refused.addAll(store(topic, arrived)));
        if (!refused.isEmpty()) {
            LOG.warn(
                    "{} messages were refused, the first at {}",
                    refused.size(),
                    refused.get(0).headers().get(POSITION));
        }
        exchange.setProperty(COMMITS, commits);
        exchange.getMessage().setBody(refused);
    }

    /** Makes the body, one refused message, what a dead-letter topic or queue takes. */
    public void describe(Exchange exchange) {
        Message message = exchange.getMessage();
        if (message.getBody() instanceof Refused refused) {
            message.setBody(refused.message());
            message.getHeaders().putAll(refused.headers());
            String key = text(refused.key());
            if (key != null) {
                message.setHeader(KafkaConstants.KEY, key);
            }
        }
    }

    /** Tells the topic how far it has been read. */
    public void acknowledge(Exchange exchange) {
        Map<?, ?> commits = exchange.getProperty(COMMITS, Map.of(), Map.class);
        for (Object commit : commits.values()) {
            try {
                ((KafkaManualCommit) commit).commit();
            } catch (KafkaException moved) {
                // the partition has another reader by now, who finds the same messages and changes nothing by them
                LOG.info(
                        "a partition moved before its messages could be acknowledged: {}",
                        moved.getClass().getSimpleName());
            }
        }
    }

    private List<Refused> store(String topic, List<Arrived> arrived) {
        try {
            return ownerless(arrived, storeUsageMessages.store(topic, published(arrived)));
        } catch (Unavailable away) {
            throw away;
        } catch (RuntimeException defect) {
            if (arrived.size() == 1) {
                LOG.error("a message fails at {}", FailureOrigin.of(defect));
                Arrived one = arrived.get(0);
                return List.of(refused(
                        one.key(),
                        one.message(),
                        one.position(),
                        "HUB_DEFECT",
                        "",
                        "The fault is the hub's, not the message's."));
            }
            // one message of the batch meets it: the others must not wait for it
            List<Refused> refused = new ArrayList<>();
            arrived.forEach(one -> refused.addAll(store(topic, List.of(one))));
            return refused;
        }
    }

    private static List<Published> published(List<Arrived> arrived) {
        return arrived.stream().map(Arrived::published).toList();
    }

    private static List<Refused> ownerless(List<Arrived> arrived, List<Published> unstored) {
        Set<Published> left = new HashSet<>(unstored);
        return arrived.stream()
                .filter(one -> left.contains(one.published()))
                .map(one -> refused(
                        one.key(),
                        one.message(),
                        one.position(),
                        "ESIID_INVALID",
                        "/esiid",
                        "No utility of this hub serves premises with this prefix."))
                .toList();
    }

    private static Refused refused(
            @Nullable Object key, String message, String position, String code, String place, String sentence) {
        return new Refused(key, message, Map.of(CODE, code, PLACE, place, DETAIL, sentence, POSITION, position));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static @Nullable String text(@Nullable Object key) {
        return key instanceof byte[] bytes ? text(bytes) : key == null ? null : key.toString();
    }

    /** A good message with what it came as. */
    private record Arrived(Published published, @Nullable Object key, String message) {

        String position() {
            return published.position().substring(0, published.position().indexOf('#'));
        }
    }
}
