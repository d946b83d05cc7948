package org.meterport.hub.signin.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.Visitor.Kind;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

class VisitorSessionsTest {

    private static final Visitor ANA = new Visitor(Kind.THIRD_PARTY, "tp_bluebonnet", "ana");

    private Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final VisitorSessions sessions =
            new VisitorSessions(Duration.ofMinutes(30), Duration.ofHours(12), () -> now);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @BeforeEach
    void signIn() {
        sessions.signIn(request, ANA);
    }

    @Test
    void knowsWhoSignedIn() {
        assertThat(sessions.visitor(request)).contains(ANA);
    }

    @Test
    void beginsANewSessionSoThatAPlantedOneIsWorthNothing() {
        var planted = new MockHttpSession();
        request.setSession(planted);

        sessions.signIn(request, ANA);

        assertThat(planted.isInvalid()).isTrue();
        assertThat(request.getSession(false)).isNotSameAs(planted);
    }

    @Test
    void forgetsAfterThirtyMinutesWithoutAClick() {
        now = now.plus(Duration.ofMinutes(29));
        assertThat(sessions.visitor(request)).isPresent();

        now = now.plus(Duration.ofMinutes(30));

        assertThat(sessions.visitor(request)).isEmpty();
        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void forgetsAfterTwelveHoursOfClicksToo() {
        for (int i = 0; i < 35; i++) {
            now = now.plus(Duration.ofMinutes(20));
            assertThat(sessions.visitor(request)).isPresent();
        }

        now = now.plus(Duration.ofMinutes(20));

        assertThat(sessions.visitor(request)).isEmpty();
    }

    @Test
    void doesNotTakeAPageThatReloadsItselfForAClick() {
        request.setParameter(VisitorSessions.WATCHING, "");
        now = now.plus(Duration.ofMinutes(29));
        assertThat(sessions.visitor(request)).isPresent();

        now = now.plus(Duration.ofMinutes(1));

        assertThat(sessions.visitor(request)).isEmpty();
    }

    @Test
    void forgetsWhoSignedOut() {
        sessions.signOut(request);

        assertThat(sessions.visitor(request)).isEmpty();
    }
}
