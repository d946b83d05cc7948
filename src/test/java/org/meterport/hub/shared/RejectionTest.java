package org.meterport.hub.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RejectionTest {

    private enum Sample implements ProblemCode {
        TERM_TOO_LONG;

        @Override
        public String code() {
            return "AGR-103";
        }

        @Override
        public int httpStatus() {
            return 422;
        }

        @Override
        public String title() {
            return "The term is too long";
        }
    }

    @Test
    void saysCodeAndDetailAndCostsNoStackTrace() {
        var rejection = new Rejection(Sample.TERM_TOO_LONG, "1200 days asked, 1095 allowed");

        assertThat(rejection)
                .hasMessage("AGR-103: 1200 days asked, 1095 allowed")
                .returns("AGR-103", Rejection::code)
                .returns("1200 days asked, 1095 allowed", Rejection::detail)
                .returns(422, r -> r.reason().httpStatus());
        assertThat(rejection.getStackTrace()).isEmpty();
    }

    @Test
    void namesTheDependencyThatIsUnavailable() {
        var cause = new IOException("Connection refused");

        var unavailable = new Unavailable("mail server", "refused the connection", cause);

        assertThat(unavailable)
                .hasMessage("mail server: refused the connection")
                .hasCause(cause)
                .returns("mail server", Unavailable::dependency);
    }
}
