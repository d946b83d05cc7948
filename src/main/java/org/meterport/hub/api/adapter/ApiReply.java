package org.meterport.hub.api.adapter;

import java.util.Map;

/**
 * What an operation answers.
 *
 * @param body becomes JSON; a {@code byte[]} goes out as it is, with the {@code Content-Type} named in the headers
 */
public record ApiReply(int status, Map<String, String> headers, Object body) {

    public static ApiReply ok(Object body) {
        return new ApiReply(200, Map.of(), body);
    }

    /** Accepted and durable; {@code location} is where its progress can be read. */
    public static ApiReply accepted(String location, Object body) {
        return new ApiReply(202, Map.of("Location", location), body);
    }
}
