package org.meterport.hub.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("spring.config.location", "file:" + root.resolve("config") + "/");
        all.put("meterport.root", root.toString());
        all.putAll(settings);
        String[] arguments = all.entrySet().stream()
                .map(e -> "--" + e.getKey() + "=" + e.getValue())
                .toArray(String[]::new);
        return new Hub(new SpringApplicationBuilder(HubApplication.class)
                .registerShutdownHook(false)
                .run(arguments));
    }

    /** The value of a setting as the running hub sees it. */
    public String setting(String key) {
        return context.getEnvironment().getRequiredProperty(key);
    }

    /** A part of the running hub. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Starts a hub in the foreground, from the working folder. */
    public static void main(String[] arguments) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String argument : arguments) {
            String[] pair = argument.substring(2).split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        Hub hub = start(Path.of("").toAbsolutePath(), settings);
        Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stop"));
    }
}
