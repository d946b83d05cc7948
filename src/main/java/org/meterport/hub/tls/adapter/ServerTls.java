package org.meterport.hub.tls.adapter;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.tls.TlsFiles;
import org.meterport.hub.tls.TlsSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hub's certificate and host keys, made when missing, renewed when due, the same after every restart.
 *
 * <p>Two hub processes over one folder agree: whoever holds the lock file makes what is missing, the other finds it
 * made. Each file holds a key together with its certificates and is replaced by one rename, so a crash at any instant
 * leaves a pair that belongs together. The operating system drops the lock of a dead process.
 */
public final class ServerTls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    /** Well before the end, so that an operator who reads the log has weeks to react to a renewal that fails. */
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private static final Duration LOOK_EVERY = Duration.ofHours(6);
    private static final String AUTHORITY = "ca.pem";
    private static final String AUTHORITY_CERTIFICATE = "ca.crt";
    private static final String SERVER = "server.pem";
    private static final String LOCK = ".lock";
    private static final Object ONE_HOLDER_PER_PROCESS = new Object();

    private final TlsSettings settings;
    private final InstantSource clock;
    private final SecureRandom random;
    private final SandboxAuthority authority;
    private final ReloadingKeyManager keyManager = new ReloadingKeyManager();
    private List<X509Certificate> served = List.of();
    private @Nullable ScheduledExecutorService renewal;

    public ServerTls(TlsSettings settings, InstantSource clock, SecureRandom random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.authority = new SandboxAuthority(random, RENEW_BEFORE);
    }

    /**
     * Makes or reads everything, and looks again every six hours.
     *
     * @throws IOException when the folder cannot be written or a file of the operator's cannot be read; the message
     *     names the file or the setting
     */
    public synchronized void start() throws IOException {
        refresh();
        var timer = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "tls-renewal");
            thread.setDaemon(true);
            return thread;
        });
        var unused = timer.scheduleWithFixedDelay(
                this::refreshOrLog, LOOK_EVERY.toMinutes(), LOOK_EVERY.toMinutes(), TimeUnit.MINUTES);
        renewal = timer;
    }

    /** Renews what is due and serves what stands in the files now, the operator's own included. */
    public synchronized void refresh() throws IOException {
        if (settings.certificate().isEmpty()) {
            alone(this::makeWhatIsDue);
        }
        var files = files();
        var certificates = PemFile.read(files.certificate());
        var key = files.privateKey().equals(files.certificate())
                ? certificates.privateKey()
                : PemFile.read(files.privateKey()).privateKey();
        if (certificates.certificates().isEmpty()) {
            throw new IOException("meterport.tls.certificate: no certificate in " + files.certificate());
        }
        if (key == null) {
            throw new IOException("meterport.tls.private-key: no unencrypted private key in " + files.privateKey());
        }
        if (!certificates.certificates().equals(served)) {
            served = certificates.certificates();
            keyManager.load(key, served);
            LOG.info("Serving a certificate that is valid until {}", SandboxAuthority.expiry(certificates));
        }
    }

    private void refreshOrLog() {
        try {
            refresh();
        } catch (IOException | RuntimeException failure) {
            LOG.warn("The server certificate could not be looked after; the one in use stays", failure);
        }
    }

    /** Where others read the identity from; ready once started. */
    public TlsFiles files() {
        var own = settings.folder().resolve(SERVER);
        return settings.certificate().isPresent()
                ? new TlsFiles(
                        Optional.empty(),
                        settings.certificate().get(),
                        settings.privateKey().orElse(own))
                : new TlsFiles(Optional.of(settings.folder().resolve(AUTHORITY_CERTIFICATE)), own, own);
    }

    /**
     * Who signs clients' certificates.
     *
     * @param own PEM file of authorities of the operator's choice; empty for the sandbox authority
     */
    ClientCertificateAuthority clientAuthority(Optional<Path> own) {
        Path made = settings.folder().resolve(AUTHORITY);
        return own.map(file -> new ClientCertificateAuthority(file, Optional.empty(), authority))
                .orElseGet(() -> new ClientCertificateAuthority(
                        settings.folder().resolve(AUTHORITY_CERTIFICATE), Optional.of(made), authority));
    }

    /** Follows every renewal. */
    public X509ExtendedKeyManager keyManager() {
        return keyManager;
    }

    /** A new server-side context over the key manager, without client certificates. */
    public SSLContext newContext() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keyManager}, null, random);
            return context;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no TLS", missing);
        }
    }

    /** SSH host keys: ECDSA P-256 first, RSA-2048 for clients that know nothing newer; the same after every restart. */
    public synchronized List<KeyPair> hostKeys() throws IOException {
        return alone(() -> List.of(hostKey("ssh-host-ecdsa.pem", "EC"), hostKey("ssh-host-rsa.pem", "RSA")));
    }

    private KeyPair hostKey(String name, String algorithm) throws IOException {
        var file = settings.folder().resolve(name);
        if (!Files.exists(file)) {
            WholeFile.write(
                    settings.folder(), name, PemFile.of(newHostKey(algorithm)).encoded());
        }
        var stored = PemFile.read(file);
        if (stored.privateKey() == null || stored.publicKey() == null) {
            throw new IOException(file + " holds no key pair: remove it to have a new host key made");
        }
        return new KeyPair(stored.publicKey(), stored.privateKey());
    }

    private KeyPair newHostKey(String algorithm) throws IOException {
        try {
            if (algorithm.equals("RSA")) {
                return authority.rsaKeys();
            }
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException missing) {
            throw new IOException("this Java cannot make an " + algorithm + " key", missing);
        }
    }

    private Boolean makeWhatIsDue() throws IOException {
        var now = clock.instant();
        var folder = settings.folder();
        var issuer = readIfPresent(folder.resolve(AUTHORITY));
        if (issuer == null || !authority.authorityServes(issuer, now)) {
            issuer = authority.makeAuthority(now);
            WholeFile.write(folder, AUTHORITY, issuer.encoded());
            LOG.info("Made a sandbox authority; clients trust it by {}", folder.resolve(AUTHORITY_CERTIFICATE));
        }
        var trusted = new PemFile(issuer.certificates(), null, null).encoded();
        if (!sameContent(folder.resolve(AUTHORITY_CERTIFICATE), trusted)) {
            WholeFile.write(folder, AUTHORITY_CERTIFICATE, trusted);
        }
        var server = readIfPresent(folder.resolve(SERVER));
        if (authority.serverServes(server, issuer, settings.names(), now)) {
            return false;
        }
        WholeFile.write(
                folder,
                SERVER,
                authority.makeServer(issuer, settings.names(), now).encoded());
        return true;
    }

    private static @Nullable PemFile readIfPresent(Path file) throws IOException {
        return Files.exists(file) ? PemFile.read(file) : null;
    }

    private static boolean sameContent(Path file, byte[] content) throws IOException {
        return Files.exists(file)
                && Files.readString(file, StandardCharsets.US_ASCII)
                        .equals(new String(content, StandardCharsets.US_ASCII));
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T alone(Work<T> work) throws IOException {
        var folder = settings.folder();
        Files.createDirectories(folder);
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (UnsupportedOperationException notPosix) {
            LOG.debug("{} cannot be closed to other accounts on this file system", folder);
        }
        synchronized (ONE_HOLDER_PER_PROCESS) {
            try (var file = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
                    var lock = file.lock()) {
                LOG.trace("Holding {}", lock);
                return work.run();
            }
        }
    }

    @Override
    public synchronized void close() {
        if (renewal != null) {
            renewal.shutdownNow();
            renewal = null;
        }
    }
}
