package org.meterport.hub.tls.adapter;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Serves the certificate that was loaded last: an open connection keeps the one it began with, the next handshake gets
 * the new one.
 */
final class ReloadingKeyManager extends X509ExtendedKeyManager {

    private static final String ALIAS = "server";

    /** The alias names the identity it was chosen for, so that a reload between the two calls of a handshake is safe. */
    private record Identity(String alias, PrivateKey key, List<X509Certificate> chain) {}

    private final AtomicReference<@Nullable Identity> current = new AtomicReference<>();
    private final AtomicReference<@Nullable Identity> previous = new AtomicReference<>();
    private int loads;

    synchronized void load(PrivateKey key, List<X509Certificate> chain) {
        loads++;
        previous.set(current.getAndSet(new Identity(ALIAS + loads, key, List.copyOf(chain))));
    }

    private @Nullable Identity named(String alias) {
        var now = current.get();
        if (now != null && now.alias().equals(alias)) {
            return now;
        }
        var before = previous.get();
        return before != null && before.alias().equals(alias) ? before : null;
    }

    private @Nullable String choose(String keyType) {
        var now = current.get();
        return now != null && keyType.equals(now.key().getAlgorithm()) ? now.alias() : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return choose(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return choose(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        var alias = choose(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var identity = named(alias);
        return identity == null ? null : identity.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        var identity = named(alias);
        return identity == null ? null : identity.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
