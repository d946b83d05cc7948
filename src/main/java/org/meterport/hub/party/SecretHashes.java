package org.meterport.hub.party;

/** One-way hashes of passwords, slow on purpose, salted, compared in constant time. */
public interface SecretHashes {

    String hash(String secret);

    boolean matches(String secret, String hash);

    /** Spends the time of a comparison and says no, so that an unknown user is not told apart from a wrong password. */
    boolean refuse(String secret);
}
