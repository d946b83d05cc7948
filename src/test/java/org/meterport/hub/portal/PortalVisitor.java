package org.meterport.hub.portal;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterport.hub.app.TestHub;

/** A browser as far as sessions go: keeps the cookie, and sends forms with the token of the page they stand on. */
final class PortalVisitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private TestHub node;
    private String cookie = "";

    PortalVisitor(TestHub node) {
        this.node = node;
    }

    /** Goes on at another node, with the same cookie. */
    PortalVisitor at(TestHub other) {
        node = other;
        return this;
    }

    HttpResponse<String> get(String path) {
        return kept(node.send(node.request(path).header("Cookie", cookie).GET()));
    }

    /** Fills in the form of that page. */
    HttpResponse<String> post(String page, String action, String... fields) {
        Matcher token = TOKEN.matcher(get(page).body());
        return send(action, token.find() ? Optional.of(token.group(1)) : Optional.empty(), fields);
    }

    HttpResponse<String> send(String action, Optional<String> token, String... fields) {
        var body = new StringBuilder(token.map(text -> "_csrf=" + encoded(text)).orElse(""));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return kept(node.send(node.request(action)
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body.toString()))));
    }

    HttpResponse<String> signIn(String userName, String secret) {
        return post("/portal/sign-in", "/portal/sign-in", "userName", userName, "secret", secret);
    }

    private HttpResponse<String> kept(HttpResponse<String> response) {
        response.headers().firstValue("Set-Cookie").ifPresent(text -> cookie = text.substring(0, text.indexOf(';')));
        return response;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
