package org.meterport.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** A partner's HTTP client: JSON over HTTPS, the certificate checked against the hub's authority. */
final class HttpCaller {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client;
    private final String base;

    /** @param base for example {@code https://localhost:8443} */
    HttpCaller(String base, SSLContext trust) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .sslContext(trust)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    Answer get(String path, Optional<String> token) {
        return send(request(path, token).GET());
    }

    Answer post(String path, Optional<String> token, String body) {
        return send(request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer postForm(String path) {
        return send(request(path, Optional.empty())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("")));
    }

    private HttpRequest.Builder request(String path, Optional<String> token) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .timeout(Duration.ofSeconds(30));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.body(), response.headers().firstValue("Location"));
        } catch (IOException unreachable) {
            throw new CommandFailed("the hub does not answer over HTTPS: " + unreachable.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("interrupted");
        }
    }

    /** What came back. */
    record Answer(int status, String body, Optional<String> location) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException notJson) {
                throw new CommandFailed("the hub answered " + status + " with something that is not JSON");
            }
        }
    }
}
