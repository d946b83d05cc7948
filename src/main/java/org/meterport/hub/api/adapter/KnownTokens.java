package org.meterport.hub.api.adapter;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.meterport.hub.shared.Sha256;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Tokens whose signature was found good before are not taken apart again: what a text says never changes, only the time
 * does, and past a token's end the real decoder is asked. A token says who calls and nothing else, so a caller who has
 * been stopped is stopped all the same ({@link CallerStanding}). Kept by its hash: nobody can learn a token by how long a
 * comparison takes, or from memory.
 */
final class KnownTokens implements JwtDecoder {

    private static final long MOST = 10_000;

    /** One that is used no more does not stay. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final JwtDecoder decoder;
    private final InstantSource clock;
    private final Cache<String, Jwt> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(IDLE).build();

    KnownTokens(JwtDecoder decoder, InstantSource clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public Jwt decode(String token) {
        String hash = Sha256.hex(token);
        Jwt before = known.getIfPresent(hash);
        if (before != null && isWithin(before)) {
            return before;
        }
        Jwt jwt = decoder.decode(token);
        if (isWithin(jwt)) {
            known.put(hash, jwt);
        }
        return jwt;
    }

    /** Strictly: the moments of grace that the decoder grants are the decoder's. */
    private boolean isWithin(Jwt jwt) {
        Instant now = clock.instant();
        Instant end = jwt.getExpiresAt();
        Instant begin = jwt.getNotBefore();
        return end != null && now.isBefore(end) && (begin == null || !now.isBefore(begin));
    }
}
