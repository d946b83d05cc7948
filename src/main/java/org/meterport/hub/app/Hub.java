package org.meterport.hub.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** A running hub in this process. The command line, the demo and the tests all start it here. */
public final class Hub implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private Hub(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Starts a hub and returns when it serves.
     *
     * @param root the folder with {@code config}, {@code routes} and {@code schemas}
     * @param settings what differs from {@code config/application.yaml}, by full key
     */
    public static Hub start(Path root, Map<String, String> settings) {
        return start(root, settings, StartProgress.NONE);
    }

    /** As {@link #start(Path, Map)}, telling how it goes on. */
    public static Hub start(Path root, Map<String, String> settings, StartProgress progress) {
        var watch = new StartWatch(progress);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("spring.config.location", "file:" + root.resolve("config") + "/");
        all.put("meterport.root", root.toString());
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
        var hub = new Hub(new SpringApplicationBuilder(HubApplication.class)
                .registerShutdownHook(false)
                .initializers(context -> context.getBeanFactory().addBeanPostProcessor(watch))
                .run(arguments));
        watch.ready("everything serves");
        return hub;
    }

    /** The value of a setting as the running hub sees it. */
    public String setting(String key) {
        return context.getEnvironment().getRequiredProperty(key);
    }

    /** A part of the running hub. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /** A part that some hubs do without. */
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(context.getBeanProvider(type).getIfAvailable());
    }

    @Override
    public void close() {
        context.close();
    }
}
