package org.meterport.hub.rebranding.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.meterport.hub.routing.RouteUnderTest;

class RebrandingSourceRouteTest {

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.load("rebranding-source")
            .property("meterport.rebranding.answer.uri", "direct:in")
            .bean("rebrandingSource", new Source());

    @Test
    void answersWithWhatTheStoreHasAndObeysNoHeaderOfTheAsker() {
        Exchange answered = route.send("direct:in", "question", Map.of("CamelBeanMethodName", "other"));

        assertThat(answered.getMessage().getBody()).isEqualTo("rows of question");
    }

    /** Stands for the bean of that name. */
    public static final class Source {

        public String read(String question) {
            return "rows of " + question;
        }

        public String other(String question) {
            return "not for " + question;
        }
    }
}
