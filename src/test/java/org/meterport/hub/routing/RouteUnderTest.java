package org.meterport.hub.routing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.meterport.hub.routing.adapter.FlowFailures;

/**
 * One unmodified route file and the error policies it names, in a Camel context of its own, without Spring.
 *
 * <p>Its outside is replaced where the file has a <code>{{placeholder}}</code>, its beans are given by name, the flows it
 * calls by {@code direct} become mocks of the same name. The context starts at the first use, so a test may still set
 * things up in {@code @BeforeEach}.
 *
 * <pre>{@code
 * class InvitationDispatchRouteTest {
 *
 *     private final FakeInvitations invitations = new FakeInvitations();
 *
 *     @RegisterExtension
 *     final RouteUnderTest route = RouteUnderTest.load("invitation-dispatch")
 *             .property("meterport.invitation.queue.uri", "direct:in")
 *             .property("meterport.invitation.mail.uri", "mock:mail")
 *             .property("meterport.dead-letter.uri", "mock:dead-letter")
 *             .bean("invitations", invitations);
 *
 *     @Test
 *     void parksTheInvitationWhenTheMailServerStaysDown() throws Exception {
 *         route.mock("mail").whenAnyExchangeReceived(e -> {
 *             throw new Unavailable("mail server", "refused the connection", null);
 *         });
 *
 *         Exchange sent = route.send("direct:in", "INV-2", Map.of("JMSXDeliveryCount", 9));
 *
 *         assertThat(sent.getException()).isInstanceOf(Unavailable.class); // so the broker keeps it
 *         route.mock("dead-letter").expectedMessageCount(0);
 *         route.assertMocks();
 *     }
 * }
 * }</pre>
 */
public final class RouteUnderTest implements AfterEachCallback, AutoCloseable {

    private static final Pattern POLICY = Pattern.compile("(?m)^\\s*routeConfigurationId:\\s*\"?([^\"#\\s]+)");

    private final Path folder;
    private final List<String> ids = new ArrayList<>();
    private final Properties properties = new Properties();
    private final Map<String, Object> beans = new LinkedHashMap<>();
    private final List<String> mockedFlows = new ArrayList<>();
    private @Nullable DefaultCamelContext context;

    private RouteUnderTest(Path folder, String id) {
        this.folder = folder;
        ids.add(id);
    }

    /** The route of this id in the project's {@code routes} folder. */
    public static RouteUnderTest load(String id) {
        return from(projectRoot().resolve("routes"), id);
    }

    /** The route of this id in another folder; policies its {@code support} lacks are the project's. */
    public static RouteUnderTest from(Path folder, String id) {
        return new RouteUnderTest(folder, id);
    }

    /** The project's root: the system property {@code meterport.root}, or the nearest parent with a routes folder. */
    public static Path projectRoot() {
        String given = System.getProperty("meterport.root");
        Path root = Path.of(given == null ? "" : given).toAbsolutePath();
        while (!Files.isDirectory(root.resolve("routes")) && root.getParent() != null) {
            root = root.getParent();
        }
        return root;
    }

    /** Loads another flow beside it, for a test of two flows together. */
    public RouteUnderTest with(String id) {
        ids.add(id);
        return this;
    }

    /** The value of a placeholder, usually {@code mock:name} or {@code direct:name}. */
    public RouteUnderTest property(String key, Object value) {
        properties.setProperty(key, value.toString());
        return this;
    }

    public RouteUnderTest bean(String name, Object bean) {
        beans.put(name, bean);
        return this;
    }

    /** Makes a mock of a flow this one calls by {@code direct}; {@link #mock} knows it by the flow's id. */
    public RouteUnderTest mockFlow(String id) {
        mockedFlows.add(id);
        return this;
    }

    /** The real bean {@code flowFailures} the policies call; the default, where a test gives none of its own. */
    public RouteUnderTest failureBeans() {
        return failureBeans(new ParkedFlows());
    }

    /** As {@link #failureBeans()}, with what waits in a list that the test looks at. */
    public RouteUnderTest failureBeans(ParkedFlows parked) {
        FlowFailures failures = FailureBeans.flowFailures(parked);
        Processor waiting = failures::waiting;
        return bean("flowFailures", failures).bean("flowWaiting", waiting);
    }

    /** The context, started by the first call of any method that needs it. */
    public CamelContext context() {
        if (context == null) {
            context = start();
        }
        return context;
    }

    /** The mock of this name: {@code mock("mail")} for {@code mock:mail}. */
    public MockEndpoint mock(String name) {
        return context().getEndpoint("mock:" + name, MockEndpoint.class);
    }

    public Exchange send(String uri, @Nullable Object body) {
        return send(uri, body, Map.of());
    }

    /** Sends one message and waits for its end; the exchange tells outcome and exception. */
    public Exchange send(String uri, @Nullable Object body, Map<String, Object> headers) {
        try (var template = context().createProducerTemplate()) {
            return template.send(uri, exchange -> {
                exchange.getMessage().setBody(body);
                exchange.getMessage().getHeaders().putAll(headers);
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Holds all mocks against what was expected of them, waiting 20 s at most. */
    public void assertMocks() throws InterruptedException {
        MockEndpoint.assertIsSatisfied(context(), 20, TimeUnit.SECONDS);
    }

    @Override
    public void afterEach(ExtensionContext ignored) {
        close();
    }

    @Override
    public void close() {
        if (context != null) {
            context.stop();
            context = null;
        }
    }

    private DefaultCamelContext start() {
        var fresh = new DefaultCamelContext();
        fresh.disableJMX();
        fresh.getCamelContextExtension().setName(ids.get(0));
        fresh.setLoadTypeConverters(false);
        fresh.getShutdownStrategy().setTimeout(2);
        fresh.getPropertiesComponent().setInitialProperties(properties);
        if (!beans.containsKey("flowFailures")) {
            failureBeans();
        }
        beans.forEach(fresh.getRegistry()::bind);
        try {
            for (Path file : files()) {
                PluginHelper.getRoutesLoader(fresh)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(fresh, "file:" + file));
            }
            fresh.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    mockedFlows.forEach(
                            id -> from("direct:" + id).routeId("mock-of-" + id).to("mock:" + id));
                }
            });
            fresh.start();
            return fresh;
        } catch (Exception failed) {
            fresh.stop();
            throw new IllegalStateException("the route file " + ids + " does not start", failed);
        }
    }

    /** Policies first, for a route takes them up when it is added. */
    private List<Path> files() throws IOException {
        List<Path> policies = new ArrayList<>();
        List<Path> routes = new ArrayList<>();
        for (String id : ids) {
            Path route = find(id);
            routes.add(route);
            POLICY.matcher(Files.readString(route)).results().forEach(result -> {
                Path policy = policy(result.group(1));
                if (!policies.contains(policy)) {
                    policies.add(policy);
                }
            });
        }
        policies.addAll(routes);
        return policies;
    }

    private Path policy(String id) {
        Path own = folder.resolve("support").resolve(id + ".camel.yaml");
        return Files.exists(own) ? own : projectRoot().resolve("routes/support").resolve(id + ".camel.yaml");
    }

    private Path find(String id) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().equals(id + ".camel.yaml"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no route file " + id + " under " + folder));
        }
    }
}
