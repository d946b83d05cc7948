package org.meterport.hub.api.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterport.hub.shared.StoppedClock;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class KnownTokensTest {

    private static final Instant NOW = Instant.parse("2026-03-09T15:00:00Z");

    private final StoppedClock clock = new StoppedClock(NOW);
    private final List<String> takenApart = new ArrayList<>();
    private final KnownTokens tokens = new KnownTokens(this::decode, clock);

    @Test
    void aTokenFoundGoodIsTakenApartOnce() {
        Jwt first = tokens.decode("good");

        assertThat(tokens.decode("good")).isSameAs(first);
        assertThat(takenApart).containsExactly("good");
    }

    @Test
    void oneThatIsNotGoodIsRefusedEveryTime() {
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        tokens.decode("good");
        assertThatThrownBy(() -> tokens.decode("good ")).isInstanceOf(BadJwtException.class);

        assertThat(takenApart).containsExactly("forged", "forged", "good", "good ");
    }

    @Test
    void pastItsEndTheDecoderIsAsked() {
        tokens.decode("good");
        clock.advance(Duration.ofHours(1));

        assertThatThrownBy(() -> tokens.decode("good")).isInstanceOf(BadJwtException.class);
    }

    private Jwt decode(String token) {
        takenApart.add(token);
        if (!"good".equals(token) || !clock.instant().isBefore(NOW.plus(Duration.ofHours(1)))) {
            throw new BadJwtException("not good");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "HS256")
                .issuedAt(NOW)
                .expiresAt(NOW.plus(Duration.ofHours(1)))
                .build();
    }
}
