package org.meterport.hub.party.adapter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.party.IssueToken;
import org.meterport.hub.party.IssueToken.Token;

/** SMT's token call. */
public final class TokenApi {

    private static final DateTimeFormatter SMT_TIME =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss").withZone(ZoneId.of("America/Chicago"));

    private final IssueToken issueToken;

    public TokenApi(IssueToken issueToken) {
        this.issueToken = issueToken;
    }

    /** Operation {@code smt-token}; field names and the text types of its numbers are SMT's. */
    public ApiReply issue(ApiRequest request) {
        Token token = issueToken.issue(
                request.body().path("username").asText(),
                request.body().path("password").asText(),
                request.address());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("statusCode", "200");
        body.put("accessToken", token.value());
        body.put("tokenType", "Bearer");
        body.put("expiresIn", String.valueOf(IssueToken.VALIDITY.toSeconds()));
        body.put("issuedAt", text(token.issuedAt()));
        body.put("expiresAt", text(token.expiresAt()));
        return new ApiReply(200, Map.of("Cache-Control", "no-store"), body);
    }

    private static String text(Instant time) {
        return SMT_TIME.format(time);
    }
}
