package org.meterport.components.zigbeesep;

import java.time.Clock;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;
import org.meterport.han.headend.HeadEnd;
import org.meterport.han.sep.MessageControl;

/** Options of an endpoint, with the component's as defaults. */
@UriParams
public class ZigbeeSepConfiguration implements Cloneable {
    static final String REQUEST_TIMEOUT = "30000";
    static final String EXPIRES_AFTER = "14400000";

    @UriParam(
            description =
                    "The head-end to use. By default the only bean of type org.meterport.han.headend.HeadEnd in the registry.")
    @Metadata(autowired = true)
    private @Nullable HeadEnd headEnd;

    @UriParam(
            label = "producer",
            defaultValue = REQUEST_TIMEOUT,
            javaType = "java.time.Duration",
            description =
                    "How long the head-end has to answer, in milliseconds. Then the exchange fails with HeadEndUnavailable and may be sent again with the same ids.")
    private long requestTimeout = Long.parseLong(REQUEST_TIMEOUT);

    @UriParam(
            label = "producer",
            defaultValue = "1000",
            description =
                    "Calls the head-end has not answered yet, at most. The next one holds its thread until another is answered, or fails with HeadEndUnavailable after requestTimeout.")
    private int maxInFlight = 1000;

    @UriParam(
            label = "producer",
            defaultValue = EXPIRES_AFTER,
            javaType = "java.time.Duration",
            description = "How long a message may take to its meter when no header says until when, in milliseconds.")
    private long expiresAfter = Long.parseLong(EXPIRES_AFTER);

    @UriParam(
            label = "producer",
            defaultValue = "60",
            description =
                    "How long a text is shown when the body is plain text, in minutes, 1 to 65534, or 65535 until another one comes.")
    private int displayMinutes = 60;

    @UriParam(
            label = "producer",
            defaultValue = "LOW",
            enums = "LOW,MEDIUM,HIGH,CRITICAL",
            description = "Importance of a text when the body is plain text.")
    private MessageControl.Importance importance = MessageControl.Importance.LOW;

    @UriParam(
            label = "producer",
            defaultValue = "false",
            description = "Whether the user is asked to confirm a text when the body is plain text.")
    private boolean confirmationRequired;

    @UriParam(
            label = "consumer",
            defaultValue = "500",
            description =
                    "Events that were delivered and not acknowledged yet, at most. The head-end holds back the others.")
    private int maxUnacknowledged = 500;

    @UriParam(
            label = "consumer",
            defaultValue = "4",
            description = "Threads that work on events. Their order says nothing with any number of threads.")
    private int concurrentConsumers = 4;

    @UriParam(
            label = "consumer",
            defaultValue = "1",
            description =
                    "Events of one exchange, at most. From 2 on the body is a list of the events that wait, one or more. A list that fails is worked on again event by event, at once, so that none fails for another's sake.")
    private int batchSize = 1;

    @UriParam(
            label = "producer,advanced",
            description = "Tells now, where no header says when. By default the system's clock.")
    private Clock clock = Clock.systemUTC();

    public @Nullable HeadEnd getHeadEnd() {
        return headEnd;
    }

    public void setHeadEnd(@Nullable HeadEnd headEnd) {
        this.headEnd = headEnd;
    }

    public long getRequestTimeout() {
        return requestTimeout;
    }

    public void setRequestTimeout(long requestTimeout) {
        this.requestTimeout = requestTimeout;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public long getExpiresAfter() {
        return expiresAfter;
    }

    public void setExpiresAfter(long expiresAfter) {
        this.expiresAfter = expiresAfter;
    }

    public int getDisplayMinutes() {
        return displayMinutes;
    }

    public void setDisplayMinutes(int displayMinutes) {
        this.displayMinutes = displayMinutes;
    }

    public MessageControl.Importance getImportance() {
        return importance;
    }

    public void setImportance(MessageControl.Importance importance) {
        this.importance = importance;
    }

    public boolean isConfirmationRequired() {
        return confirmationRequired;
    }

    public void setConfirmationRequired(boolean confirmationRequired) {
        this.confirmationRequired = confirmationRequired;
    }

    public int getMaxUnacknowledged() {
        return maxUnacknowledged;
    }

    public void setMaxUnacknowledged(int maxUnacknowledged) {
        this.maxUnacknowledged = maxUnacknowledged;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public int getBatchSize() {
        return batchSize;
    }

    public void setBatchSize(int batchSize) {
        this.batchSize = batchSize;
    }

    public Clock getClock() {
        return clock;
    }

    public void setClock(Clock clock) {
        this.clock = clock;
    }

    public ZigbeeSepConfiguration copy() {
        try {
            return (ZigbeeSepConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
