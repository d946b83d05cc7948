package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.program.SimulatorProgram;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.CancelMessages;
import org.meterport.hub.han.DispatchQueue;
import org.meterport.hub.han.HanMessage.CancelScope;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.SendMessage;
import org.meterport.hub.outbox.adapter.JdbcOutbox;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.UlidIds;

/** Fan-outs during which the hub's process, the head-end's process or the link between them dies at random. */
@Tag("nightly")
class HanKillIT {

    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final int HOMES = 200;
    private static final int KILLS = Integer.getInteger("meterport.kills", 50);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String CODE =
            InstallCode.of(Octets.ofHex("112233445566")).digits();
    private static final String OPEN = "('RECEIVED', 'QUEUED', 'HEADEND_ACCEPTED', 'ESI_DELIVERED')";

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private final Clock clock = Clock.systemUTC();
    private final long seed = Long.getLong("meterport.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Transactions transactions = DATABASE.transactions(clock);
    private final JdbcHanRequests requests = new JdbcHanRequests(DATABASE.jdbc(), json, clock);
    private final DispatchQueue queue = new DispatchQueue(new JdbcOutbox(DATABASE.jdbc(), json, clock), 50);
    private final UlidIds ids = new UlidIds(clock, random);
    private final SendMessage sendMessage = new SendMessage(requests, queue, ids, clock, 58);
    private final CancelMessages cancelMessages =
            new CancelMessages(requests, queue, ids, clock, CancelScope.OWN_EVENTS);
    private final List<Process> processes = new ArrayList<>();
    private final Set<Socket> links = ConcurrentHashMap.newKeySet();
    private final ServerSocket door;
    private int headEndPort;

    HanKillIT() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @AfterEach
    void stop() throws IOException {
        processes.forEach(Process::destroyForcibly);
        door.close();
    }

    @Test
    void everyAddressComesToAnEndAndNoDeviceActsTwiceWhateverDies() throws Exception {
        long begun = System.nanoTime();
        street();
        openDoor();
        Process headEnd = startHeadEnd();
        Process hub = startHub();
        int[] killed = new int[3];
        List<HanRequest> cancelled = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            HanRequest text = text(kill);
            if (random.nextInt(3) == 0) {
                cancelled.add(text);
            }
            int events = rows("han_event") + random.nextInt(HOMES);
            await("some events", () -> rows("han_event") >= events || waiting() == 0);
            if (cancelled.contains(text)) {
                cancel(text);
            }
            int victim = random.nextInt(3);
            killed[victim]++;
            switch (victim) {
                case 0 -> {
                    hub.destroyForcibly().waitFor();
                    hub = startHub();
                }
                case 1 -> {
                    headEnd.destroyForcibly().waitFor();
                    headEnd = startHeadEnd();
                }
                default -> links.forEach(HanKillIT::cut);
            }
        }
        await("the last word", () -> waiting() == 0);

        assertThat(rows("outbox")).isZero();
        assertEachTargetWasTakenOnce();
        assertThat(DATABASE.jdbc()
                        .queryForObject(
                                "SELECT count(*) FROM han_target t JOIN han_request r ON r.id = t.request_id"
                                        + " WHERE r.operation = 'CANCEL_TEXT'",
                                Integer.class))
                .isGreaterThan(0);
        System.out.printf(
                Locale.ROOT,
                "seed %d: %d kills (%d hub, %d head-end, %d link), %d texts and %d cancels to %d homes, %d events, %d s%n",
                seed,
                KILLS,
                killed[0],
                killed[1],
                killed[2],
                KILLS,
                cancelled.size(),
                HOMES,
                rows("han_event"),
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
    }

    /** One SEP id a batch, and the head-end's own journal has each target of a batch once: no device sees a second one. */
    private void assertEachTargetWasTakenOnce() throws IOException {
        Set<String> works = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("journal"))) {
            String[] fields = line.split("\t", -1);
            if (fields.length > 6 && fields[1].equals("A")) {
                String work = String.join("/", fields[3], fields[4], fields[5], fields[6]);
                assertThat(works.add(fields[2])).as("number %s", fields[2]).isTrue();
                assertThat(taken.add(work)).as("work %s", work).isTrue();
            }
        }
        assertThat(taken).isNotEmpty();
        assertThat(DATABASE.jdbc()
                        .queryForObject(
                                "SELECT count(*) FROM (SELECT token FROM han_target WHERE token IS NOT NULL GROUP BY token"
                                        + " HAVING count(*) > 1) twice",
                                Integer.class))
                .isZero();
    }

    private void street() throws IOException {
        var agreements = new SampleAgreements(DATABASE, clock);
        agreements.reset();
        agreements.active(
                Samples.BLUEBONNET,
                new Scope(
                        AgreementKind.IN_HOME_DEVICE_SERVICES,
                        Set.of(),
                        Term.UNTIL_ENDED,
                        IntStream.range(0, HOMES).mapToObj(HanKillIT::esiid).toList(),
                        "To tell you when power is cheap"));
        Files.write(
                folder.resolve("street"),
                IntStream.range(0, HOMES)
                        .mapToObj(home -> esiid(home) + " " + mac(home) + " DISPLAY " + CODE + " joined")
                        .toList());
    }

    private HanRequest text(int number) {
        return transactions.asPartner(
                Samples.BLUEBONNET,
                () -> sendMessage.accept(
                        Samples.BLUEBONNET,
                        new Text("Text " + number, "LOW", false),
                        addresses(),
                        Optional.empty(),
                        Duration.ofMinutes(60)));
    }

    private void cancel(HanRequest text) {
        transactions.asPartner(
                Samples.BLUEBONNET, () -> cancelMessages.cancelText(Samples.BLUEBONNET, text.id(), addresses()));
    }

    private static List<Address> addresses() {
        return IntStream.range(0, HOMES)
                .mapToObj(home -> new Address(esiid(home), Optional.of(mac(home))))
                .toList();
    }

    private int waiting() {
        return rows("han_target WHERE status IN " + OPEN);
    }

    private static int rows(String table) {
        return Objects.requireNonNull(DATABASE.jdbc().queryForObject("SELECT count(*) FROM " + table, Integer.class));
    }

    private static void await(String what, BooleanSupplier done) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(deadline);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private Process startHub() throws IOException {
        return start(
                HanNode.class,
                DATABASE.jdbcUrl(),
                DATABASE.user(),
                DATABASE.password(),
                String.valueOf(door.getLocalPort()));
    }

    private Process startHeadEnd() throws IOException {
        return start(
                SimulatorProgram.class,
                String.valueOf(headEndPort),
                folder.toString(),
                folder.resolve("street").toString(),
                "sandbox");
    }

    private Process start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        processes.add(process);
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("ready") || line.startsWith("simulated head-end on port")) {
                daemon(() -> swallow(out));
                return process;
            }
        }
        throw new IllegalStateException(
                program.getSimpleName() + " did not start: " + Files.readString(folder.resolve("errors")));
    }

    private static void swallow(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException killed) {
            // it has no more to say
        }
    }

    /** The link: everything between the hub and the head-end goes through a door whose connections can be cut. */
    private void openDoor() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            headEndPort = free.getLocalPort();
        }
        daemon(() -> {
            while (!door.isClosed()) {
                try {
                    Socket near = door.accept();
                    links.add(near);
                    var far = new Socket();
                    links.add(far);
                    far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), headEndPort));
                    daemon(() -> pass(near, far));
                    daemon(() -> pass(far, near));
                } catch (IOException noHeadEnd) {
                    links.forEach(HanKillIT::cut);
                }
            }
        });
    }

    private static void pass(Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            from.getInputStream().transferTo(out);
        } catch (IOException wasCut) {
            // the other direction is cut below
        } finally {
            cut(from);
            cut(to);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is what was wanted
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "kill-test");
        thread.setDaemon(true);
        thread.start();
    }

    private static String esiid(int home) {
        return "10443720" + String.format(Locale.ROOT, "%09d", home);
    }

    private static String mac(int home) {
        return "000D6F00" + String.format(Locale.ROOT, "%08X", home + 1);
    }
}
