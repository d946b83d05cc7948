package org.meterport.hub.mail.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.mail.BounceAddresses;
import org.meterport.hub.mail.DeliveryReports;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.Unavailable;

class MailBounceRouteTest {

    private final BounceAddresses addresses = new BounceAddresses("bounce@hub.example", new byte[32]);
    private final String ours = addresses.of("inv_1.2").orElseThrow();
    private final Recorder record = new Recorder();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("mail-bounce")
            .property("meterport.mail.bounce.uri", "direct:in")
            .property("meterport.mail.bounce.refused.uri", "mock:refused")
            .property("meterport.inbound.error.uri", "mock:error-folder")
            .bean("mailBounces", new MailBounces(addresses))
            .bean("agreementMails", record)
            .failureBeans();

    @Test
    void recordsTheMailThatAServerCouldNotDeliver() throws Exception {
        route.mock("refused").expectedMessageCount(0);

        route.send("direct:in", bytes(DeliveryReports.failed(ours)));

        assertThat(record.ids).containsExactly("inv_1.2");
        route.assertMocks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"delayed", "relayed", "delivered", "expanded"})
    void changesNothingForAReportOfAnythingElse(String action) throws Exception {
        route.mock("refused").expectedMessageCount(0);

        route.send("direct:in", bytes(DeliveryReports.report(ours, action)));

        assertThat(record.ids).isEmpty();
        route.assertMocks();
    }

    @Test
    void setsAForgedReportAsideAsItCame() throws Exception {
        String forged = DeliveryReports.failed("bounce+inv_1.2.0123456789abcdef0123@hub.example");
        route.mock("refused").expectedMessageCount(1);

        route.send("direct:in", bytes(forged));

        route.assertMocks();
        assertThat(record.ids).isEmpty();
        Exchange kept = route.mock("refused").getExchanges().get(0);
        assertThat(kept.getMessage().getBody(String.class)).isEqualTo(forged);
        assertThat(kept.getMessage().getHeader(Exchange.FILE_NAME, String.class))
                .matches("[0-9a-f]{32}\\.eml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "To: <OURS>\r\n\r\nI am on holiday",
                "To: <OURS>\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/deliv",
                "To: <OURS>\r\nContent-Type: multipart/report\r\n\r\n--x--",
                "To: <OURS>\r\nContent-Type: ;;;=/\r\n\r\n",
                "\u0000\u0001\u0002"
            })
    void setsAsideWhatIsNoReportAndLosesNothing(String mail) throws Exception {
        byte[] sent = bytes(mail.replace("OURS", ours));
        route.mock("refused").expectedMessageCount(1);

        Exchange done = route.send("direct:in", sent);

        assertThat(done.getException()).isNull();
        route.assertMocks();
        assertThat(route.mock("refused").getExchanges().get(0).getMessage().getBody(byte[].class))
                .isEqualTo(sent);
        assertThat(record.ids).isEmpty();
    }

    @Test
    void leavesAReportWhereItIsThatOvertookTheRecord() throws Exception {
        record.away = true;
        route.mock("refused").expectedMessageCount(0);
        route.mock("error-folder").expectedMessageCount(0);

        Exchange done = route.send("direct:in", bytes(DeliveryReports.failed(ours)));

        assertThat(done.getException()).isInstanceOf(Unavailable.class);
        route.assertMocks();
    }

    private static byte[] bytes(String mail) {
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    /** Stands for {@code agreementMails}. */
    public static final class Recorder {

        private final List<String> ids = new ArrayList<>();
        private boolean away;

        public void recordBounce(Exchange exchange) {
            if (away) {
                throw new Unavailable("record of the mail", "is not written yet", null);
            }
            ids.add(exchange.getMessage().getBody(String.class));
        }
    }
}
