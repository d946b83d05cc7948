package org.meterport.hub.filedrop;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Accounts whose passwords are stored as hashes. An unknown name is checked against a decoy, so it costs the same. */
public final class HashedFileAccounts implements FileAccounts {

    /**
     * One account as stored.
     *
     * @param passwordHash in the form the {@link PasswordCheck} understands
     * @param keys the public keys this account may sign in with
     */
    public record Entry(FileAccount account, String passwordHash, List<PublicKey> keys) {

        public Entry {
            keys = List.copyOf(keys);
        }
    }

    /** Finds an account by its exact name. */
    public interface Directory {
        Optional<Entry> find(String name);
    }

    /** A slow, salted check; takes constant time for one hash. */
    public interface PasswordCheck {
        boolean matches(String password, String hash);
    }

    private final Directory directory;
    private final PasswordCheck passwords;
    private final String decoyHash;

    /** @param decoyHash the hash of a password nobody has, made with the same cost as the stored ones */
    public HashedFileAccounts(Directory directory, PasswordCheck passwords, String decoyHash) {
        this.directory = directory;
        this.passwords = passwords;
        this.decoyHash = decoyHash;
    }

    @Override
    public Optional<FileAccount> authenticate(String name, String password) {
        var entry = directory.find(name);
        boolean matches =
                passwords.matches(password, entry.map(Entry::passwordHash).orElse(decoyHash));
        return matches ? entry.map(Entry::account) : Optional.empty();
    }

    @Override
    public Optional<FileAccount> authenticateKey(String name, PublicKey key) {
        return directory
                .find(name)
                .filter(entry ->
                        entry.keys().stream().anyMatch(known -> Arrays.equals(known.getEncoded(), key.getEncoded())))
                .map(Entry::account);
    }
}
