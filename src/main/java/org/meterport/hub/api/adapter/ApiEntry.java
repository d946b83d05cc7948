package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.IOHelper;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiContract.Parameter;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/**
 * Opens an API call: the first step of every operation's flow. Tells who calls, reads the body within its bound, and
 * holds it against the contract. The operation is the one whose id the flow's route carries.
 */
public final class ApiEntry {

    /** Exchange property that may carry an {@link ApiCaller} where no HTTP request does, as in a route test. */
    public static final String CALLER = "meterportCaller";

    /** Exchange property: the id of the Third Party that calls, for what is told of the call. */
    static final String THIRD_PARTY = "meterportThirdParty";

    /** Exchange property: the {@link ApiRequest} of a company that has yet to pass the conformance test. */
    static final String REHEARSAL = "meterportRehearsal";

    private final ApiContract contract;
    private final ObjectMapper json;
    private final int maxBodyBytes;
    private final CallerStanding standing;
    private final CallLimits limits;
    private final ConformanceGate gate;
    private final LargeBodies largeBodies = LargeBodies.forThisMachine();

    /** Without limits, for flows on their own. */
    public ApiEntry(ApiContract contract, ObjectMapper json, int maxBodyBytes, CallerStanding standing) {
        this(contract, json, maxBodyBytes, standing, CallLimits.NONE, ConformanceGate.OPEN);
    }

    /** @param maxBodyBytes a longer body is refused without being read to its end */
    public ApiEntry(
            ApiContract contract,
            ObjectMapper json,
            int maxBodyBytes,
            CallerStanding standing,
            CallLimits limits,
            ConformanceGate gate) {
        this.contract = contract;
        this.json = json;
        this.maxBodyBytes = maxBodyBytes;
        this.standing = standing;
        this.limits = limits;
        this.gate = gate;
    }

    /**
     * @throws Rejection when the body is too large or not JSON
     * @throws ContractBroken when it is JSON of the wrong shape
     */
    public void open(Exchange exchange) {
        ApiContract.Operation operation = contract.operation(ExchangeHelper.getAtRouteId(exchange));
        Optional<ApiCaller> caller = caller(exchange);
        Message message = exchange.getMessage();
        boolean rehearsing = false;
        if (operation.operator()) {
            requireOperator(exchange);
        } else if (operation.secured()) {
            ApiCaller known = caller.orElseThrow(
                    () -> new Rejection(ApiProblem.NOT_AUTHENTICATED, "Get a token first and send it as Bearer."));
            exchange.setProperty(THIRD_PARTY, known.thirdParty().value());
            limits.called(known, message);
            boolean passed = standing.require(known, operation.right());
            // the test is for programs; people in the portal, whose pages call the same flows, need none
            rehearsing = !passed && !operation.beforeConformance() && exchange.getProperty(CALLER) == null;
        } else if (!operation.smt()) {
            limits.registered(message);
        }
        JsonNode body = operation.body().isPresent() ? read(exchange) : MissingNode.getInstance();
        operation.check(body);
        if (!isStorable(body)) {
            refuseUnstorable(body, "");
        }
        Map<String, String> parameters = new HashMap<>();
        for (Parameter parameter : operation.parameters()) {
            String value = message.getHeader(parameter.name(), String.class);
            if (value != null) {
                refusePosing(message, parameter.name());
                refuseUnstorable(value, parameter.name());
                parameters.put(parameter.name(), value);
            }
        }
        operation.check(parameters);
        String key = message.getHeader("Idempotency-Key", String.class);
        if (key == null && body.path("trans_id").isTextual()) {
            key = body.path("trans_id").asText();
        }
        String requestId = message.getHeader("Request-Id", "none", String.class);
        var request = new ApiRequest(
                operation.id(),
                caller,
                Map.copyOf(parameters),
                body,
                Optional.ofNullable(key),
                requestId,
                CallLimits.address(message));
        if (rehearsing) {
            gate.require(request);
            exchange.setProperty(REHEARSAL, request);
        }
        message.removeHeaders("*");
        message.setHeader("requestId", requestId);
        message.setBody(request);
    }

    /** Without naming the place, which is worth its price only where there is something to name. */
    private static boolean isStorable(JsonNode node) {
        if (node.isTextual()) {
            return isStorable(node.textValue());
        }
        for (JsonNode child : node) {
            if (!isStorable(child)) {
                return false;
            }
        }
        return true;
    }

    private static void refuseUnstorable(JsonNode node, String pointer) {
        if (node.isTextual()) {
            refuseUnstorable(node.textValue(), pointer);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseUnstorable(node.get(i), pointer + "/" + i);
            }
        } else {
            node.properties().forEach(field -> refuseUnstorable(field.getValue(), pointer + "/" + field.getKey()));
        }
    }

    /** No database or mail carries these; half a surrogate pair is not a character. */
    private static void refuseUnstorable(String text, String where) {
        if (!isStorable(text)) {
            throw new Rejection(
                    ApiProblem.CONTRACT_BROKEN,
                    where + " holds U+0000 or half a surrogate pair; send text without them.");
        }
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private static void refusePosing(Message message, String parameter) {
        if (message instanceof PlatformHttpMessage http
                && http.getRequest() != null
                && http.getRequest().getHeader(parameter) != null) {
            throw new Rejection(
                    ApiProblem.CONTRACT_BROKEN,
                    "The header " + parameter + " is the name of a parameter; send it in the address only.");
        }
    }

    private JsonNode read(Exchange exchange) {
        byte[] bytes = bytes(exchange.getMessage());
        largeBodies.await(exchange, bytes.length);
        try {
            JsonNode node = json.reader()
                    .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(bytes);
            if (node == null || node.isMissingNode()) {
                throw new Rejection(ApiProblem.BODY_NOT_JSON, "The body is empty; send a JSON object.");
            }
            return node;
        } catch (JsonProcessingException notJson) {
            var at = notJson.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            throw new Rejection(ApiProblem.BODY_NOT_JSON, "The body cannot be read as JSON" + where + ".");
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory cannot be read", impossible);
        }
    }

    private byte[] bytes(Message message) {
        Object body = message.getBody();
        if (body == null) {
            return new byte[0];
        }
        InputStream in = message.getBody(InputStream.class);
        if (in == null) {
            throw new Rejection(ApiProblem.BODY_NOT_JSON, "The body is empty; send a JSON object.");
        }
        try {
            byte[] bytes = in.readNBytes(maxBodyBytes + 1);
            if (bytes.length > maxBodyBytes) {
                throw new Rejection(
                        ApiProblem.BODY_TOO_LARGE, "A body may have " + maxBodyBytes + " bytes; send less at a time.");
            }
            return bytes;
        } catch (IOException brokenOff) {
            throw new Rejection(ApiProblem.BODY_NOT_JSON, "The body broke off; send it again.");
        } finally {
            IOHelper.close(in);
        }
    }

    private static Optional<ApiCaller> caller(Exchange exchange) {
        ApiCaller given = exchange.getProperty(CALLER, ApiCaller.class);
        if (given != null) {
            return Optional.of(given);
        }
        if (login(exchange) instanceof JwtAuthenticationToken token) {
            return Optional.of(new ApiCaller(
                    new ThirdPartyId(token.getToken().getClaimAsString("third_party")),
                    token.getToken().getSubject()));
        }
        if (login(exchange) instanceof UsernamePasswordAuthenticationToken basic
                && basic.getPrincipal() instanceof ApiCaller caller) {
            return Optional.of(caller);
        }
        return Optional.empty();
    }

    private static void requireOperator(Exchange exchange) {
        Authentication login = login(exchange);
        if (login == null
                || login.getAuthorities().stream()
                        .noneMatch(authority -> OperatorLogin.ROLE.equals(authority.getAuthority()))) {
            throw new Rejection(ApiProblem.NOT_AUTHENTICATED, "This is for the operator alone.");
        }
    }

    /**
     * Camel answers on a thread of its own, where the request's principal, which is bound to a thread, is unknown; the
     * filter leaves the login on the request as well.
     */
    private static @Nullable Authentication login(Exchange exchange) {
        Object login = exchange.getMessage() instanceof PlatformHttpMessage http && http.getRequest() != null
                ? http.getRequest().getAttribute(RequestAttributeSecurityContextRepository.DEFAULT_REQUEST_ATTR_NAME)
                : null;
        return login instanceof SecurityContext context ? context.getAuthentication() : null;
    }
}
