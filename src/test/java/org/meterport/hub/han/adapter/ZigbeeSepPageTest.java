package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.han.sim.Act;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.ManualTimeline;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.SimulatedHeadEnd;
import org.meterport.hub.routing.RouteUnderTest;

/** The route that the component's documentation page shows. */
class ZigbeeSepPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("\\[source,yaml]\n----\n(.*?)\n----", Pattern.DOTALL);
    private static final InstallCode CODE = InstallCode.of(Octets.ofHex("112233445566"));
    private static final Eui64 HERS = Eui64.parse("000D6F000ABC0001");
    private static final Eui64 NAMED = Eui64.parse("000D6F000ABC1234");
    private static final Eui64 BESIDE_IT = Eui64.parse("000D6F000ABC1235");

    @Test
    void theExampleShowsItsTextWhereItSaysItDoes() throws Exception {
        Instant now = Clock.systemUTC().instant();
        var timeline = new ManualTimeline(now);
        try (var headEnd = SimulatedHeadEnd.open(SimulatedHeadEnd.Settings.of(3, RadioModel.ideal()), timeline);
                var context = new DefaultCamelContext()) {
            var first = new Esiid("10443720000000001");
            var second = new Esiid("10443720000000002");
            headEnd.hands().premise(first).premise(second);
            headEnd.hands().joined(first, HERS, DeviceKind.DISPLAY, CODE);
            headEnd.hands().joined(second, NAMED, DeviceKind.DISPLAY, CODE);
            headEnd.hands().joined(second, BESIDE_IT, DeviceKind.DISPLAY, CODE);
            headEnd.start();
            context.getRegistry().bind("headEnd", headEnd);
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("page.yaml", example()));
            context.start();

            Exchange sent = context.createProducerTemplate().send("direct:peak-warning", exchange -> {
                exchange.getMessage().setBody("Power is dear from four to seven");
                exchange.getMessage().getHeaders().putAll(Map.of("day", "2026-07-14", "sepId", "4294967294"));
            });
            timeline.advance(Duration.ofMinutes(1));

            assertThat(sent.getException()).isNull();
            assertThat(sent.getMessage().getBody())
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .hasSize(2)
                    .allMatch(Answer.Accepted.class::isInstance);
            assertThat(shown(headEnd, HERS)).containsExactly(4294967294L);
            assertThat(shown(headEnd, NAMED)).containsExactly(4294967294L);
            assertThat(shown(headEnd, BESIDE_IT)).isEmpty();
        }
    }

    private static List<Long> shown(SimulatedHeadEnd headEnd, Eui64 device) {
        return headEnd.hands().acts(device).stream()
                .filter(act -> act.kind() == Act.Kind.TEXT_SHOWN)
                .map(Act::id)
                .toList();
    }

    private static String example() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(
                RouteUnderTest.projectRoot().resolve("components/src/main/docs/zigbee-sep-component.adoc")));
        assertThat(example.find()).isTrue();
        return example.group(1);
    }
}
