package org.meterport.hub.routing.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.routing.RouteDeployments;
import org.meterport.hub.routing.RouteDeployments.State;
import org.meterport.hub.shared.Sha256;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** A real server, a contract, and flows edited under it. */
class RouteServiceIT {

    private static final List<String> FILES =
            List.of("support/partner-facing", "api/greetings", "greeting/greet", "greeting/part");

    @TempDir
    static Path temp;

    private static @Nullable ConfigurableApplicationContext app;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A hub with nothing but flows. */
    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(RoutingConfiguration.class)
    static class Flows {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        DeployedFolder.ProblemReply problemReply() {
            return new DeployedFolder.ProblemReply();
        }

        @Bean
        Gateway gateway() {
            return new Gateway();
        }
    }

    /** A step that can be held up; closed with the brokers and databases. */
    public static final class Gateway implements AutoCloseable {

        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch leave = new CountDownLatch(1);
        final AtomicBoolean closed = new AtomicBoolean();
        final AtomicBoolean passedWhileOpen = new AtomicBoolean();

        /** Waits to be let go. */
        public void pass() throws InterruptedException {
            entered.countDown();
            leave.await(20, TimeUnit.SECONDS);
            passedWhileOpen.set(!closed.get());
        }

        @Override
        public void close() {
            closed.set(true);
        }
    }

    @BeforeEach
    void goodFilesInARunningHub() throws IOException {
        files();
        if (app == null) {
            start();
        }
        await(() -> FILES.stream().allMatch(RouteServiceIT::runsAsWritten));
    }

    private static void files() throws IOException {
        Files.writeString(temp.resolve("contract.yaml"), """
                openapi: 3.0.3
                info: {title: Greetings, version: "1"}
                paths:
                  /greet:
                    get:
                      operationId: greet
                      responses: {"200": {description: a word}}
                  /part:
                    get:
                      operationId: part
                      responses: {"200": {description: a word}}
                """);
        write("support/partner-facing", DeployedFolder.policy("partner-facing", "problemReply", "write"));
        write("api/greetings", """
                # The greetings.
                - rest:
                    id: greetings
                    openApi:
                      specification: "file:{{test.contract}}"
                      missingOperation: fail
                """);
        write("greeting/greet", DeployedFolder.answering("greet", "hello"));
        write("greeting/part", DeployedFolder.answering("part", "bye"));
    }

    @AfterAll
    static void stop() {
        if (app != null) {
            app.close();
            app = null;
        }
    }

    @Test
    void servesTheContractAndKeepsServingItThroughABadEdit() throws Exception {
        write("greeting/greet", DeployedFolder.answering("greet", "${bdy}"));
        app().getBean(RouteService.class).rescan();
        await(() -> !deployments().in(State.EDIT_REFUSED).isEmpty());

        assertThat(get("/greet").body()).isEqualTo("hello");
        assertThat(get("/part").body()).isEqualTo("bye");
        assertThat(health().getStatus()).isEqualTo(Status.UP);
        assertThat(health().getDetails().toString())
                .contains("rejectedEdits", "greeting/greet.camel.yaml:17", "greet.answer");
    }

    @Test
    void takesOverAnEditOfTheFolderByItself() throws Exception {
        write("greeting/greet", DeployedFolder.answering("greet", "good day"));

        await(() -> get("/greet").body().equals("good day"));
        assertThat(get("/part").body()).isEqualTo("bye");
    }

    @Test
    void aBadFileAtStartClosesItsOwnOperationOnly() throws Exception {
        stop();
        write("greeting/greet", DeployedFolder.answering("greet", "${bdy}"));
        start();

        assertThat(get("/part").body()).isEqualTo("bye");
        assertThat(get("/greet").body()).isEqualTo("problem: flow greet: its file was refused or is missing");
        assertThat(health().getStatus()).isEqualTo(Status.DOWN);
        assertThat(health().getDetails().toString())
                .contains("quarantined", "greeting/greet.camel.yaml:17")
                .contains("operationsWithoutFlow={greet=api/greetings.camel.yaml}");

        write("greeting/greet", DeployedFolder.answering("greet", "mended"));
        await(() -> get("/greet").body().equals("mended"));
        assertThat(health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aFlowTheContractNeedsIsNotRemovedWithItsFile() throws Exception {
        Files.delete(path("greeting/greet"));
        await(() -> !deployments().in(State.REMOVAL_REFUSED).isEmpty());

        assertThat(get("/greet").body()).isEqualTo("hello");
        assertThat(health().getDetails().toString()).contains("the contract of api/greetings.camel.yaml needs it");
    }

    @Test
    void anApiBoundToAMissingContractIsRefusedAndTheOldBindingServes() throws Exception {
        write("api/greetings", Files.readString(path("api/greetings")).replace("{{test.contract}}", "nowhere.yaml"));
        await(() -> !deployments().in(State.EDIT_REFUSED).isEmpty());

        assertThat(get("/greet").body()).isEqualTo("hello");
    }

    @Test
    void anEditedApiFileIsBoundAnew() throws Exception {
        write("api/greetings", Files.readString(path("api/greetings")) + "# edited\n");
        await(() -> runsAsWritten("api/greetings"));

        assertThat(get("/greet").body()).isEqualTo("hello");
        assertThat(get("/part").body()).isEqualTo("bye");
    }

    @Test
    void aMessageInFlightEndsBeforeWhatItUsesIsClosed() throws Exception {
        write(
                "greeting/greet",
                DeployedFolder.answering("greet", "hello")
                        + "        - bean:\n            id: greet.pass\n            ref: gateway\n            method: pass\n");
        await(() -> runsAsWritten("greeting/greet"));
        Gateway gateway = app().getBean(Gateway.class);
        var camel = app().getBean(CamelContext.class);
        var call = CompletableFuture.supplyAsync(
                () -> camel.createProducerTemplate().requestBody("direct:greet", "?", String.class));
        assertThat(gateway.entered.await(20, TimeUnit.SECONDS)).isTrue();

        var stopping = CompletableFuture.runAsync(app()::close);
        await(() -> camel.isStopping());
        gateway.leave.countDown();

        stopping.get(30, TimeUnit.SECONDS);
        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
        assertThat(gateway.passedWhileOpen).isTrue();
        assertThat(gateway.closed).isTrue();
        stop();
    }

    private static void start() {
        app = new SpringApplicationBuilder(Flows.class)
                .registerShutdownHook(false)
                .run(
                        "--spring.config.location=optional:file:" + temp + "/none/",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.main.banner-mode=off",
                        "--spring.jmx.enabled=false",
                        "--spring.autoconfigure.exclude="
                                + "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration,"
                                + "org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration,"
                                + "org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration,"
                                + "org.springframework.boot.autoconfigure.quartz.QuartzAutoConfiguration,"
                                + "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
                                + "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration,"
                                + "org.springframework.boot.autoconfigure.security.oauth2.resource.servlet.OAuth2ResourceServerAutoConfiguration",
                        "--camel.main.routes-collector-enabled=false",
                        "--camel.main.jmx-enabled=false",
                        "--camel.main.shutdown-timeout=15",
                        "--camel.rest.inline-routes=false",
                        "--meterport.routes.folder=" + temp.resolve("routes"),
                        "--meterport.routes.quiet=100ms",
                        "--meterport.routes.rescan-period=500ms",
                        "--test.contract=" + temp.resolve("contract.yaml"));
    }

    private static ConfigurableApplicationContext app() {
        return Objects.requireNonNull(app, "start() comes first");
    }

    private static RouteDeployments deployments() {
        return app().getBean(RouteDeployments.class);
    }

    private Health health() {
        return app().getBean("routesHealthIndicator", HealthIndicator.class).health();
    }

    private HttpResponse<String> get(String path) {
        int port = ((ServletWebServerApplicationContext) app()).getWebServer().getPort();
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static boolean runsAsWritten(String file) {
        try {
            String sha256 = Sha256.hex(Files.readString(path(file)));
            return deployments().in(State.RUNNING).stream()
                    .anyMatch(d -> d.sha256().equals(sha256));
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static Path path(String file) {
        return temp.resolve("routes").resolve(file + RouteDocument.SUFFIX);
    }

    private static void write(String file, String text) throws IOException {
        Files.createDirectories(path(file).getParent());
        Files.writeString(path(file), text);
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
            LockSupport.parkNanos(25_000_000L);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
