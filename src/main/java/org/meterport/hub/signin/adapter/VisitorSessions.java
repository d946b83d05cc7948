package org.meterport.hub.signin.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.signin.Visitor;

/**
 * Remembers visitors between clicks. The session holds plain text only, so that nodes of two versions can serve the same
 * one. It ends after a time without clicks, and after a longest time in any case; pages that reload by themselves with
 * {@link #WATCHING} do not count as clicks.
 */
public final class VisitorSessions {

    /** Query parameter of a page that reloads itself. */
    public static final String WATCHING = "watch";

    private static final String KIND = "kind";
    private static final String OWNER = "owner";
    private static final String NAME = "name";
    private static final String SINCE = "since";
    private static final String SEEN = "seen";
    private static final Duration SEEN_STEP = Duration.ofMinutes(1);

    private final Duration idle;
    private final Duration longest;
    private final InstantSource clock;

    VisitorSessions(Duration idle, Duration longest, InstantSource clock) {
        this.idle = idle;
        this.longest = longest;
        this.clock = clock;
    }

    /** Begins a session under a new id; what the browser had before is gone. */
    public void signIn(HttpServletRequest request, Visitor visitor) {
        signOut(request);
        HttpSession session = request.getSession(true);
        String now = clock.instant().toString();
        session.setAttribute(KIND, visitor.kind().name());
        session.setAttribute(OWNER, visitor.owner());
        session.setAttribute(NAME, visitor.name());
        session.setAttribute(SINCE, now);
        session.setAttribute(SEEN, now);
    }

    /** Ends the session, on every node. */
    public void signOut(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Who is signed in; ends the session when its time is up. */
    public Optional<Visitor> visitor(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || text(session, KIND) == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant seen = Instant.parse(String.valueOf(text(session, SEEN)));
        Instant since = Instant.parse(String.valueOf(text(session, SINCE)));
        if (!now.isBefore(seen.plus(idle)) || !now.isBefore(since.plus(longest))) {
            session.invalidate();
            return Optional.empty();
        }
        if (request.getParameter(WATCHING) == null && !now.isBefore(seen.plus(SEEN_STEP))) {
            session.setAttribute(SEEN, now.toString());
        }
        return Optional.of(new Visitor(
                Visitor.Kind.valueOf(String.valueOf(text(session, KIND))),
                String.valueOf(text(session, OWNER)),
                String.valueOf(text(session, NAME))));
    }

    private static @Nullable String text(HttpSession session, String name) {
        return (String) session.getAttribute(name);
    }
}
