package org.meterport.hub.webhook.adapter;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.meterport.hub.webhook.DeliverWebhook.Outcome;
import org.meterport.hub.webhook.DeliverWebhook.Post;
import org.meterport.hub.webhook.PublicAddress;

/**
 * Calls addresses of Third Parties. Follows no redirect and reads no body. The host's addresses are looked up right before
 * the call, and the JDK keeps that answer for the call's own look-up, so a name that changes between the two gains nothing.
 */
public final class HttpPost implements Post {

    private final HttpClient client;
    private final Duration timeout;
    private final boolean loopback;

    /** @param loopback for sandboxes: addresses of this machine may be called */
    public HttpPost(Duration timeout, boolean loopback) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.timeout = timeout;
        this.loopback = loopback;
    }

    @Override
    public Outcome post(URI url, Map<String, String> headers, String body) {
        try {
            if (!mayCall(url.getHost())) {
                return failed("The host has an address that is not of the public internet.");
            }
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(url).timeout(timeout).POST(BodyPublishers.ofString(body));
            headers.forEach(request::header);
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            response.body().close();
            return new Outcome(Optional.of(response.statusCode()), Optional.empty());
        } catch (UnknownHostException unknown) {
            return failed("The host has no address.");
        } catch (HttpTimeoutException late) {
            return failed("No answer came within " + timeout.toSeconds() + " seconds.");
        } catch (SSLException refused) {
            return failed("TLS failed: the certificate must be valid, for this host, and of a public authority.");
        } catch (IOException broken) {
            return failed("The connection could not be made, or broke.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return failed("The hub was stopped.");
        }
    }

    private boolean mayCall(String host) throws UnknownHostException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!PublicAddress.is(address) && !(loopback && address.isLoopbackAddress())) {
                return false;
            }
        }
        return true;
    }

    private static Outcome failed(String problem) {
        return new Outcome(Optional.empty(), Optional.of(problem));
    }
}
