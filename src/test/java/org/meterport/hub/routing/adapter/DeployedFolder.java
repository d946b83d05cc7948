package org.meterport.hub.routing.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.meterport.hub.routing.FailureBeans;
import org.meterport.hub.routing.ParkedFlows;
import org.meterport.hub.routing.RouteDeployments;
import org.meterport.hub.routing.RouteDeployments.Deployment;

/** A folder of flows, a running Camel context, and the deployer between them; its clock stands until it is moved. */
final class DeployedFolder implements AutoCloseable {

    static final Duration QUIET = Duration.ofMillis(300);
    private static final CompletableFuture<RouteSchema> SCHEMA = CompletableFuture.supplyAsync(RouteSchema::new);

    final DefaultCamelContext camel = new DefaultCamelContext();
    final RouteDeployments deployments = new RouteDeployments();
    final RouteDeployer deployer;
    private final Path folder;
    private volatile Instant now = Instant.parse("2026-11-01T06:59:00Z");

    /** Answers a failed call with the words of what was caught. */
    public static final class ProblemReply {

        /** Answers. */
        public void write(Exchange exchange) {
            Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            exchange.getMessage().setBody("problem: " + caught.getMessage());
        }
    }

    DeployedFolder(Path folder) {
        this(folder, Duration.ofSeconds(5));
    }

    DeployedFolder(Path folder, Duration drain) {
        this.folder = folder;
        camel.disableJMX();
        camel.getRegistry().bind("problemReply", new ProblemReply());
        camel.getRegistry().bind("flowFailures", FailureBeans.flowFailures(new ParkedFlows()));
        var settings = new Properties();
        settings.setProperty("meterport.dead-letter.uri", "mock:dead-letter");
        settings.setProperty("test.word", "hello");
        camel.getPropertiesComponent().setInitialProperties(settings);
        camel.start();
        deployer = new RouteDeployer(
                new RouteFolder(folder, this::now, QUIET),
                new RouteGate(camel, SCHEMA),
                new RunningFlows(camel, drain),
                deployments,
                this::now);
        write("support/partner-facing", policy("partner-facing", "problemReply", "write"));
    }

    Instant now() {
        return now;
    }

    /** Lets time go by. */
    void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Puts a file that has rested into the folder. */
    DeployedFolder write(String file, String text) {
        try {
            Path path = path(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            Files.setLastModifiedTime(path, FileTime.from(now.minusSeconds(60)));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    DeployedFolder delete(String file) {
        try {
            Files.delete(path(file));
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Path path(String file) {
        return folder.resolve(file + RouteDocument.SUFFIX);
    }

    /** A flow that answers with a word. */
    static String answering(String id, String word) {
        return """
                # Answers with a word.
                # In:  direct:%1$s      Out: the answer
                - route:
                    id: %1$s
                    description: Answer with a word
                    routeConfigurationId: partner-facing
                    from:
                      id: %1$s.from
                      uri: direct
                      parameters:
                        name: %1$s
                      steps:
                        - setBody:
                            id: %1$s.answer
                            expression:
                              simple:
                                expression: "%2$s"
                """.formatted(id, word);
    }

    /** A policy whose one step calls a bean. */
    static String policy(String id, String bean, String method) {
        return """
                # Answers failures.
                - routeConfiguration:
                    id: %1$s
                    description: Answer failures
                    onException:
                      - onException:
                          id: %1$s.refused
                          exception:
                            - java.lang.Throwable
                          handled:
                            constant:
                              expression: "true"
                          steps:
                            - bean:
                                id: %1$s.problem
                                ref: %2$s
                                method: %3$s
                """.formatted(id, bean, method);
    }

    /** What the flow answers now. */
    String ask(String flow) {
        try (var template = camel.createProducerTemplate()) {
            return template.requestBody("direct:" + flow, "?", String.class);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Deployment deployment(String file) {
        return deployments.all().stream()
                .filter(each -> each.file().equals(file + RouteDocument.SUFFIX))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " is not among " + deployments.all()));
    }

    @Override
    public void close() {
        camel.stop();
    }
}
