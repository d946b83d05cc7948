package org.meterport.hub.api.adapter;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.meterport.hub.limits.Limit;
import org.meterport.hub.limits.LimitProblem;
import org.meterport.hub.limits.RateLimiter;
import org.meterport.hub.limits.Verdict;
import org.meterport.hub.shared.Rejection;

/**
 * Holds callers to their limits, and says in {@code RateLimit} and {@code RateLimit-Policy} (IETF draft "RateLimit
 * header fields for HTTP") how much is left.
 */
public final class CallLimits {

    /** Without any limit. */
    public static final CallLimits NONE = new CallLimits(
            RateLimiter.UNLIMITED, Limit.none("calls"), Limit.none("registrations"), Limit.none("all-registrations"));

    private final RateLimiter limiter;
    private final Limit calls;
    private final Limit registrations;
    private final Limit allRegistrations;

    /**
     * @param calls of one Third Party
     * @param registrations from one address
     * @param allRegistrations from everywhere
     */
    public CallLimits(RateLimiter limiter, Limit calls, Limit registrations, Limit allRegistrations) {
        this.limiter = limiter;
        this.calls = calls;
        this.registrations = registrations;
        this.allRegistrations = allRegistrations;
    }

    /** @throws Rejection {@link LimitProblem#TOO_MANY_CALLS} */
    void called(ApiCaller caller, Message message) {
        tell(message, limiter.take("calls " + caller.thirdParty(), calls));
    }

    /**
     * What anybody may call without a name.
     *
     * @throws Rejection {@link LimitProblem#TOO_MANY_CALLS}
     */
    void registered(Message message) {
        tell(message, limiter.take("registrations " + address(message), registrations));
        tell(message, limiter.take("registrations", allRegistrations));
    }

    private static void tell(Message message, Verdict verdict) {
        Limit limit = verdict.limit();
        if (!limit.isNone() && message instanceof PlatformHttpMessage http && http.getResponse() != null) {
            http.getResponse()
                    .setHeader(
                            "RateLimit-Policy",
                            "\"%s\";q=%d;w=%d"
                                    .formatted(
                                            limit.name(),
                                            limit.quota(),
                                            limit.window().toSeconds()));
            http.getResponse()
                    .setHeader(
                            "RateLimit",
                            "\"%s\";r=%d;t=%d".formatted(limit.name(), verdict.remaining(), seconds(verdict)));
        }
        if (!verdict.allowed()) {
            throw new Rejection(
                    LimitProblem.TOO_MANY_CALLS,
                    "The limit " + limit.name() + " allows " + limit.quota() + " in "
                            + limit.window().toSeconds() + " seconds; go on in " + seconds(verdict) + " seconds.",
                    verdict.pause());
        }
    }

    private static long seconds(Verdict verdict) {
        return verdict.pause().plusMillis(999).toSeconds();
    }

    /** Where a call came from; of IPv6 the first 64 bits, since one subscriber has all the others. */
    static String address(Message message) {
        return message instanceof PlatformHttpMessage http && http.getRequest() != null
                ? network(http.getRequest().getRemoteAddr())
                : "";
    }

    /** As {@link #address} has it. */
    public static String network(String remoteAddress) {
        try {
            // a literal is read, never looked up
            InetAddress address = InetAddress.getByName(remoteAddress);
            return address instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "/64"
                    : address.getHostAddress();
        } catch (UnknownHostException noLiteral) {
            return "unknown";
        }
    }
}
