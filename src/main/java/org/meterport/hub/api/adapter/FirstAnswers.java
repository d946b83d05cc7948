package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Sha256;
import org.meterport.hub.shared.Transactions;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Makes a caller's retry harmless: the same key with the same body gets the first answer again, and the effect happens
 * once. The answer is stored in the transaction of the effect, so there is never one without the other; two calls at the
 * same instant meet on the key's unique row, and the second waits for the first to commit.
 */
public final class FirstAnswers {

    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private final Transactions transactions;
    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final InstantSource clock;

    public FirstAnswers(Transactions transactions, JdbcTemplate jdbc, ObjectMapper json, InstantSource clock) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Runs the work in one transaction of the calling Third Party, or gives the answer it gave before.
     *
     * @param work the effect and its answer; without a key it simply runs
     * @throws Rejection {@link ApiProblem#KEY_REUSED} when the key came with another body before
     */
    public ApiReply once(ApiRequest request, Supplier<ApiReply> work) {
        return transactions.asPartner(
                request.thirdParty(),
                () -> request.idempotencyKey()
                        .map(key -> once(request, key, work))
                        .orElseGet(work));
    }

    private ApiReply once(ApiRequest request, String key, Supplier<ApiReply> work) {
        if (!KEY.matcher(key).matches()) {
            throw new Rejection(
                    ApiProblem.CONTRACT_BROKEN, "An idempotency key has 1 to 128 printable ASCII characters.");
        }
        String hash = Sha256.hex(request.body().toString());
        String party = request.thirdParty().value();
        int claimed = jdbc.update(
                "INSERT INTO first_answer VALUES (?, ?, ?, ?, 0, '{}', '{}', ?) ON CONFLICT DO NOTHING",
                party,
                request.operation(),
                key,
                hash,
                Timestamp.from(clock.instant()));
        if (claimed == 0) {
            return repeat(party, request.operation(), key, hash);
        }
        ApiReply reply = work.get();
        jdbc.update(
                "UPDATE first_answer SET status = ?, headers = ?::jsonb, body = ?::jsonb"
                        + " WHERE third_party_id = ? AND operation = ? AND key = ?",
                reply.status(),
                text(reply.headers()),
                text(reply.body()),
                party,
                request.operation(),
                key);
        return reply;
    }

    private ApiReply repeat(String party, String operation, String key, String hash) {
        List<Stored> stored = jdbc.query(
                "SELECT body_sha256, status, headers, body FROM first_answer"
                        + " WHERE third_party_id = ? AND operation = ? AND key = ?",
                (row, n) -> new Stored(row.getString(1), row.getInt(2), row.getString(3), row.getString(4)),
                party,
                operation,
                key);
        Stored first = stored.get(0);
        if (!first.hash().equals(hash)) {
            throw new Rejection(
                    ApiProblem.KEY_REUSED,
                    "This key came with another body before; send a new key, or the first body again.");
        }
        try {
            return new ApiReply(first.status(), json.readValue(first.headers(), HEADERS), json.readTree(first.body()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored answer is not JSON", impossible);
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an answer cannot be written as JSON", impossible);
        }
    }

    private record Stored(String hash, int status, String headers, String body) {}
}
