package org.meterport.hub.party.adapter;

import org.meterport.hub.party.SecretHashes;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Password hashes by Spring Security's encoder. */
final class SlowHashes implements SecretHashes {

    private final PasswordEncoder encoder;
    private final String decoy;

    SlowHashes(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.decoy = encoder.encode("nobody has this password");
    }

    @Override
    public String hash(String secret) {
        return encoder.encode(secret);
    }

    @Override
    public boolean matches(String secret, String hash) {
        return encoder.matches(secret, hash);
    }

    @Override
    public boolean refuse(String secret) {
        boolean unused = encoder.matches(secret, decoy);
        return false;
    }
}
