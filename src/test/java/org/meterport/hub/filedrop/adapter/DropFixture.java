package org.meterport.hub.filedrop.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.meterport.hub.filedrop.FileAccount;
import org.meterport.hub.filedrop.FileAccounts;
import org.meterport.hub.filedrop.FileDropFolders;
import org.meterport.hub.filedrop.FileDropFolders.TdspFolders;
import org.meterport.hub.tls.TlsSettings;
import org.meterport.hub.tls.adapter.MadeKeys;
import org.meterport.hub.tls.adapter.ServerTls;
import org.springframework.util.unit.DataSize;

/** Both servers on free ports, with a utility {@code oncor} and a Third Party {@code acme}; each password is the name. */
final class DropFixture implements AutoCloseable {

    static final long MAX_FILE_BYTES = 64L * 1024 * 1024;

    final FileDrop drop;
    final FileDropFolders folders;
    final TdspFolders oncor;
    final Path acme;
    final Path authority;
    final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
    volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private final ServerTls tls;

    DropFixture(Path data) throws IOException {
        this(data, MAX_FILE_BYTES, 0, Duration.ofMinutes(5));
    }

    /** With data connections that must resume their control connection's session. */
    static DropFixture withSessionReuse(Path data) throws IOException {
        return new DropFixture(data, MAX_FILE_BYTES, 0, Duration.ofMinutes(5), true);
    }

    DropFixture(Path data, long maxFileBytes, long minimumFreeBytes, Duration idleTimeout) throws IOException {
        this(data, maxFileBytes, minimumFreeBytes, idleTimeout, false);
    }

    private DropFixture(Path data, long maxFileBytes, long minimumFreeBytes, Duration idleTimeout, boolean sessionReuse)
            throws IOException {
        var settings = new FileDropSettings(
                data.resolve("filedrop"),
                "127.0.0.1",
                0,
                "0",
                null,
                0,
                DataSize.ofBytes(maxFileBytes),
                DataSize.ofBytes(minimumFreeBytes),
                32,
                idleTimeout,
                new FileDropSettings.Lockout(3, Duration.ofMinutes(10), Duration.ofMinutes(15)),
                sessionReuse);
        folders = new FileDropFolders(settings.root());
        oncor = folders.tdsp("oncor");
        acme = folders.thirdParty("acme");
        MadeKeys.into(data);
        tls = new ServerTls(
                new TlsSettings(data.resolve("tls"), List.of(), Optional.empty(), Optional.empty()),
                InstantSource.system(),
                new SecureRandom());
        tls.start();
        authority = tls.files().authority().orElseThrow();
        drop = new FileDrop(settings, folders, new Accounts(), tls::newContext, tls.hostKeys(), () -> now);
        drop.start();
    }

    private final class Accounts implements FileAccounts {

        private final Map<String, FileAccount> known = Map.of(
                "oncor", new FileAccount("oncor", oncor.home(), FileAccount.Kind.TDSP),
                "acme", new FileAccount("acme", acme, FileAccount.Kind.THIRD_PARTY));

        @Override
        public Optional<FileAccount> authenticate(String name, String password) {
            return Optional.ofNullable(known.get(name)).filter(account -> name.equals(password));
        }

        @Override
        public Optional<FileAccount> authenticateKey(String name, PublicKey key) {
            return Optional.ofNullable(known.get(name)).filter(account -> key.equals(keys.get(name)));
        }
    }

    /** What clients see in a folder: the names that are not hidden. */
    static List<String> visible(Path folder) throws IOException {
        return all(folder).stream().filter(name -> !name.startsWith(".")).toList();
    }

    static List<String> all(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Waits until a folder holds nothing, hidden files included: the server learns of a dead client a little later. */
    static boolean becomesEmpty(Path folder) throws IOException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!all(folder).isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
        return all(folder).isEmpty();
    }

    @Override
    public void close() {
        drop.close();
        tls.close();
    }
}
