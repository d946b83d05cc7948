package org.meterport.hub.filedrop;

import java.security.PublicKey;
import java.util.Optional;

/**
 * Knows the accounts of the file servers. Called by many sessions at once. An implementation must take as long to turn
 * down an unknown name as a wrong password ({@link HashedFileAccounts} does), and throws {@link
 * org.meterport.hub.shared.Unavailable} when it cannot tell: the client is then asked to come back later.
 */
public interface FileAccounts {

    /** The account, when the name is known and the password is its own. */
    Optional<FileAccount> authenticate(String name, String password);

    /** The account, when the name is known and the key is one of its own; the caller has yet to see the key used. */
    Optional<FileAccount> authenticateKey(String name, PublicKey key);
}
