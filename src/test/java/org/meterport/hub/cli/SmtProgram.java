package org.meterport.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * A program as people have written them for Smart Meter Texas: it knows a host, a user and SMT's calls, and nothing of
 * this hub. It gets a token, sends JSON under whatever content type it was written with, and reads SMT's fields.
 */
final class SmtProgram {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String host;
    private final String user;
    private final String contentType;
    private String token = "";

    /** @param host with scheme and port, without a slash at its end */
    SmtProgram(String host, String user, String contentType) {
        this.host = host;
        this.user = user;
        this.contentType = contentType;
    }

    void signIn(String password) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("username", user).put("password", password);
        token = JSON.readTree(send("/v2/token/", body).body())
                .path("accessToken")
                .asText();
    }

    /** What every call of SMT's carries. */
    ObjectNode body(String transId) {
        return JSON.createObjectNode()
                .put("trans_id", transId)
                .put("requestorID", user)
                .put("requesterType", "CSP")
                .put("requesterAuthenticationID", "111222333")
                .put("SMTTermsandConditions", "Y");
    }

    JsonNode call(String path, ObjectNode body) throws IOException, InterruptedException {
        return JSON.readTree(send(path, body).body());
    }

    HttpResponse<String> send(String path, ObjectNode body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(host + path))
                .header("Content-Type", contentType)
                .header("username", user)
                .header("serviceId", user)
                .POST(BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
