package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.slf4j.LoggerFactory;

/** A call is answered by the thread that took it: two threads on one response lost answers now and then. */
class CallThreadIT {

    private final RunningHub hub = RunningHub.shared();
    private final Logger logger = (Logger) LoggerFactory.getLogger("meterport.flow");
    private final Queue<String> threads = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> log = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent line) {
            if (line.getFormattedMessage().startsWith("answered")) {
                threads.add(Thread.currentThread().getName());
            }
        }
    };

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void answersEachCallInTheServersThread() {
        String token = hub.token(SandboxAccounts.LONESTAR);

        hub.http().get("/api/v1/agreements?limit=1", Optional.of(token));

        assertThat(threads).isNotEmpty().allMatch(name -> name.matches("(https?-|tomcat-).*"));
    }
}
