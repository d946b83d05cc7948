package org.meterport.hub.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.meterport.hub.app.Hub;
import org.meterport.hub.app.StartProgress;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.FileSystemResource;

/** Starts a hub for a command: looks at the ports first, then shows what is being waited for. */
final class Launch {

    /** Every port the hub opens, by its setting. */
    static final List<String> PORTS = List.of(
            "meterport.http.port",
            "meterport.http.https-port",
            "management.server.port",
            "meterport.filedrop.ftps-port",
            "meterport.filedrop.sftp-port",
            "meterport.mail-catcher.smtp-port",
            "meterport.broker.port");

    private static final int HIGHEST = 65_535;
    private static final int LOWEST_FREE = 20_000;
    private static final int HIGHEST_FREE = 32_000;
    private static final int MOST_TRIES = 10_000;

    private final Path root;
    private final Screen screen;

    Launch(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    /**
     * A running hub.
     *
     * @throws CommandFailed naming the setting of a port that is none or is taken, or why the hub did not start
     */
    Hub start(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        Path data = data(settings);
        all.putIfAbsent("logging.file.name", data.resolve("logs/hub.log").toString());
        all.putIfAbsent("logging.threshold.console", "OFF");
        refuseTakenPorts(settings);
        var progress = new StartProgress() {
            @Override
            public void waitingFor(String part) {
                screen.passing("  ...   " + part);
            }

            @Override
            public void ready(String part, Duration sinceStart) {
                screen.clearPassing();
                screen.line(String.format(Locale.ROOT, "  %4.1f s  %s", sinceStart.toMillis() / 1000.0, part));
            }
        };
        try {
            return Hub.start(root, all, progress);
        } catch (RuntimeException failed) {
            Throwable cause = failed;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new CommandFailed("the hub did not start: " + cause.getMessage() + "\nThe log is "
                    + data.resolve("logs/hub.log") + ".");
        }
    }

    /** Where the hub of these settings keeps its data. */
    Path data(Map<String, String> settings) {
        return Path.of(setting(settings, "meterport.data")).toAbsolutePath();
    }

    /** A setting as the hub would see it: given, from the environment, or from the file. */
    String setting(Map<String, String> given, String key) {
        var sources = new MutablePropertySources();
        sources.addLast(new org.springframework.core.env.MapPropertySource("given", new LinkedHashMap<>(given)));
        sources.addLast(
                new org.springframework.core.env.MapPropertySource("root", Map.of("meterport.root", root.toString())));
        var environment = new StandardEnvironment();
        environment.getPropertySources().forEach(sources::addLast);
        try {
            new YamlPropertySourceLoader()
                    .load("file", new FileSystemResource(root.resolve("config/application.yaml")))
                    .forEach(sources::addLast);
        } catch (IOException unreadable) {
            throw new CommandFailed("config/application.yaml cannot be read: " + unreadable.getMessage());
        }
        return new PropertySourcesPropertyResolver(sources).getRequiredProperty(key);
    }

    private void refuseTakenPorts(Map<String, String> settings) {
        for (String key : PORTS) {
            int port = port(key, setting(settings, key));
            if (port != 0 && isTaken(port)) {
                throw new CommandFailed("port " + port + " is taken. Set " + key + " to a free one, for example with --"
                        + key + "=" + (port <= HIGHEST - 10_000 ? port + 10_000 : port - 10_000)
                        + ", or stop what uses it.");
            }
        }
    }

    private static int port(String key, String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST) {
            return Integer.parseInt(text);
        }
        throw new CommandFailed(key + " is " + text + ", which is no port: give a number from 0 to " + HIGHEST
                + "; 0 lets the system choose.");
    }

    static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    /** Settings that give every port a free number of its own. */
    static Map<String, String> freePorts() {
        return freePorts(new SecureRandom());
    }

    /**
     * As {@link #freePorts()}. The ports stay free until the hub opens them, as far as that can be had: they lie below
     * those that a system gives to outgoing connections, and two hubs that start together draw from thousands.
     */
    static Map<String, String> freePorts(RandomGenerator random) {
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int tries = 0; chosen.size() < PORTS.size(); tries++) {
            if (tries == MOST_TRIES) {
                throw new CommandFailed("no free port is left from " + LOWEST_FREE + " to " + HIGHEST_FREE);
            }
            int port = random.nextInt(LOWEST_FREE, HIGHEST_FREE + 1);
            if (!isTaken(port)) {
                chosen.add(port);
            }
        }
        Map<String, String> settings = new LinkedHashMap<>();
        Iterator<Integer> ports = chosen.iterator();
        PORTS.forEach(key -> settings.put(key, ports.next().toString()));
        settings.put("meterport.filedrop.ftps-passive-ports", "0");
        return settings;
    }
}
