import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Lets a device into a home, sends each kind of message and shows what became of it, then takes the device out again. Needs a JDK of version 17 and
 * nothing else: {@code java Client.java}. In a sandbox the device is simulated: any address with a sound install code joins as a display.
 */
public class Client {
    private static final Pattern STILL_ON_ITS_WAY =
            Pattern.compile("\"(RECEIVED|QUEUED|HEADEND_ACCEPTED|ESI_DELIVERED)\"\\s*:\\s*[1-9]");
    private static final Pattern COUNTS = Pattern.compile("\"counts\"\\s*:\\s*(\\{[^}]*})");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String hub = setting("METERPORT_HUB", "https://localhost:8443");
    private final String esiid = setting("METERPORT_ESIID", null);
    private final HttpClient http;
    private String token = "";

    public static void main(String[] arguments) throws Exception {
        new Client().run();
    }

    private Client() throws GeneralSecurityException, IOException {
        var builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10));
        var authority = System.getenv("METERPORT_CA");
        http = (authority == null ? builder : builder.sslContext(trusting(Path.of(authority)))).build();
    }

    private void run() throws Exception {
        token = text(
                post(
                        "/v2/token/",
                        "{\"username\":\"" + setting("METERPORT_USER", null) + "\",\"password\":\""
                                + setting("METERPORT_PASSWORD", null) + "\"}"),
                "accessToken");
        var device = randomAddress();
        var ordered = post(
                "/api/v1/han/devices",
                "{\"esiid\":\"" + esiid + "\",\"device\":\"" + device
                        + "\",\"installCode\":\"83FED3407A939723A5C639B26916D505C3B5\",\"joinDays\":1}");
        var deviceId = text(ordered, "id");
        System.out.println("add device " + device + ": " + await("/api/v1/han/devices/" + deviceId, "JOINED"));

        var home = "{\"esiid\":\"" + esiid + "\"}";
        var display = "{\"esiid\":\"" + esiid + "\",\"device\":\"" + device + "\"}";
        var text = send(
                "text to the device",
                "/api/v1/han/text-messages",
                "{\"addresses\":[" + display + "],\"text\":\"Power is cheap from 9 pm\",\"durationMinutes\":60}");
        send("cancel text", "/api/v1/han/text-messages/" + text + "/cancel", "{}");
        send(
                "price to the device",
                "/api/v1/han/prices",
                "{\"addresses\":[" + display + "],\"price\":\"0.1234\",\"label\":\"Evening\",\"tier\":2,\"tiers\":3,"
                        + "\"startsAt\":\"now\",\"durationMinutes\":240}");
        var event = loadControl(home, 30);
        send("cancel load control", "/api/v1/han/load-control-events/" + event + "/cancel", "{}");
        loadControl(home, 60);
        send(
                "cancel all load control",
                "/api/v1/han/load-control-events/cancel-all",
                "{\"addresses\":[" + home + "]}");
        post("/api/v1/han/devices/" + deviceId + "/remove", "{}");
        System.out.println("remove device: " + await("/api/v1/han/devices/" + deviceId, "REMOVED"));
    }

    private String loadControl(String address, int minutes) throws Exception {
        return send(
                "load control to the home",
                "/api/v1/han/load-control-events",
                "{\"addresses\":[" + address + "],\"deviceClasses\":[\"HVAC_COMPRESSOR_OR_FURNACE\"],"
                        + "\"criticality\":\"LEVEL_1\",\"temperatureUnit\":\"FAHRENHEIT\",\"coolingOffset\":4,"
                        + "\"durationMinutes\":" + minutes + "}");
    }

    /** Sends, waits until no target is on its way any more, prints the counts and gives the id of the request. */
    private String send(String what, String path, String body) throws Exception {
        var id = text(post(path, body), "id");
        var request = "";
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(500)) {
            request = get("/api/v1/han/requests/" + id);
            if (!STILL_ON_ITS_WAY.matcher(request).find()) {
                break;
            }
        }
        var counts = COUNTS.matcher(request);
        System.out.println(what + ": " + (counts.find() ? counts.group(1) : request));
        return id;
    }

    private String await(String path, String wanted) throws Exception {
        var state = "";
        for (var end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(500)) {
            state = text(get(path), "state");
            if (state.equals(wanted) || state.equals("REJECTED")) {
                break;
            }
        }
        return state;
    }

    /** The same key for the same order: a retry after a broken connection does nothing twice. */
    private String post(String path, String body) throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return answer(request);
    }

    private String get(String path) throws IOException, InterruptedException {
        return answer(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(hub + path)).timeout(Duration.ofSeconds(30));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(request.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** The first text value of this name; a client of your own has a JSON library. */
    private static String text(String json, String name) {
        var value = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!value.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return value.group(1);
    }

    private static String randomAddress() {
        return String.format("000D6F%010X", new SecureRandom().nextLong() & 0xFFFFFFFFFFL);
    }

    private static String setting(String name, String usual) {
        var value = System.getenv(name);
        if (value == null && usual == null) {
            throw new IllegalStateException("set " + name);
        }
        return value == null ? usual : value;
    }

    private static SSLContext trusting(Path pem) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (var in = Files.newInputStream(pem)) {
            store.setCertificateEntry("hub", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
