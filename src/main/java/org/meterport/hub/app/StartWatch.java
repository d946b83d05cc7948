package org.meterport.hub.app;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Tells a {@link StartProgress} when the parts people wait for are there, in the order in which they come up. */
final class StartWatch implements BeanPostProcessor {

    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("embeddedDatabase", "PostgreSQL");
        PARTS.put("flyway", "its tables");
        PARTS.put("embeddedBroker", "Artemis, the queues");
        PARTS.put("camelContext", "Camel, the flows");
    }

    private final StartProgress progress;
    private final long startedNanos = System.nanoTime();
    private final Map<String, String> open = new LinkedHashMap<>(PARTS);

    StartWatch(StartProgress progress) {
        this.progress = progress;
        progress.waitingFor(PARTS.values().iterator().next());
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        String part = open.remove(beanName);
        if (part != null) {
            ready(part);
        }
        return bean;
    }

    void ready(String part) {
        progress.ready(part, Duration.ofNanos(System.nanoTime() - startedNanos));
        progress.waitingFor(
                open.isEmpty() ? "the rest" : open.values().iterator().next());
    }
}
