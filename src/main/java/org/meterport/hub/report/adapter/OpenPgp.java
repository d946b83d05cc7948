package org.meterport.hub.report.adapter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;
import org.meterport.hub.report.ReportKeys;
import org.meterport.hub.report.ReportProblem;
import org.meterport.hub.shared.Rejection;

/**
 * Encrypts to a Third Party's OpenPGP key: AES-256 with an integrity packet, ASCII armour. Only a public key that may
 * encrypt, is neither revoked nor expired, and is strong enough will do.
 */
final class OpenPgp implements ReportKeys.Inspection {

    private static final int LEAST_RSA_BITS = 2048;
    private static final int BUFFER_BYTES = 1 << 16;

    private final SecureRandom random;
    private final InstantSource clock;

    OpenPgp(SecureRandom random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    @Override
    public String fingerprint(String armored) {
        PGPPublicKeyRing ring = ring(armored);
        PGPPublicKey unused = encryptionKey(ring);
        return HexFormat.of().withUpperCase().formatHex(ring.getPublicKey().getFingerprint());
    }

    /**
     * A stream whose content only the key's owner can read. Closing it ends the message and leaves {@code to} open.
     *
     * @param name told to whoever decrypts
     * @throws Rejection {@link ReportProblem#KEY_UNFIT}
     */
    OutputStream encrypting(OutputStream to, String armored, String name) throws IOException {
        PGPPublicKey key = encryptionKey(ring(armored));
        var generator = new PGPEncryptedDataGenerator(new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                .setWithIntegrityPacket(true)
                .setSecureRandom(random));
        generator.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(key).setSecureRandom(random));
        OutputStream armour = ArmoredOutputStream.builder().clearHeaders().build(to);
        try {
            OutputStream encrypted = generator.open(armour, new byte[BUFFER_BYTES]);
            OutputStream content = new PGPLiteralDataGenerator()
                    .open(encrypted, PGPLiteralData.BINARY, name, PGPLiteralData.NOW, new byte[BUFFER_BYTES]);
            return new Message(content, encrypted, armour);
        } catch (PGPException impossible) {
            throw new IllegalStateException("a key that was found fit cannot be encrypted to", impossible);
        }
    }

    private static PGPPublicKeyRing ring(String armored) {
        if (!armored.contains("BEGIN PGP PUBLIC KEY BLOCK")) {
            throw unfit(
                    "Send an OpenPGP public key in ASCII armour (BEGIN PGP PUBLIC KEY BLOCK), and never a private one.");
        }
        try (var in = PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.US_ASCII)))) {
            Iterator<PGPPublicKeyRing> rings =
                    new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).getKeyRings();
            if (!rings.hasNext()) {
                throw unfit("The armour holds no key; export it again.");
            }
            PGPPublicKeyRing ring = rings.next();
            if (rings.hasNext()) {
                throw unfit("The armour holds several keys; send the one to encrypt to.");
            }
            return ring;
        } catch (IOException | PGPException | IllegalArgumentException unreadable) {
            throw unfit("The key cannot be read; export it again.");
        }
    }

    /** The newest subkey for encryption, or else the primary key. */
    private PGPPublicKey encryptionKey(PGPPublicKeyRing ring) {
        PGPPublicKey primary = ring.getPublicKey();
        if (primary.hasRevocation() || isExpired(primary)) {
            throw unfit("The key is revoked or expired; send one that is in force.");
        }
        List<PGPPublicKey> fit = new ArrayList<>();
        ring.getPublicKeys().forEachRemaining(key -> {
            if (key.isEncryptionKey() && !key.hasRevocation() && !isExpired(key) && mayEncrypt(key)) {
                fit.add(0, key);
            }
        });
        if (fit.isEmpty()) {
            throw unfit("The key has no part that may encrypt now; add an encryption subkey.");
        }
        PGPPublicKey key = fit.get(0);
        boolean rsa = key.getAlgorithm() == PublicKeyAlgorithmTags.RSA_GENERAL;
        if (rsa && key.getBitStrength() < LEAST_RSA_BITS) {
            throw unfit(String.format(
                    Locale.ROOT,
                    "The RSA key has %d bits; at least %d are needed.",
                    key.getBitStrength(),
                    LEAST_RSA_BITS));
        }
        return key;
    }

    private boolean isExpired(PGPPublicKey key) {
        long seconds = key.getValidSeconds();
        Instant made = key.getCreationTime().toInstant();
        return seconds > 0 && !made.plusSeconds(seconds).isAfter(clock.instant());
    }

    /** A key that says nothing of its use may be used for anything. */
    private static boolean mayEncrypt(PGPPublicKey key) {
        boolean said = false;
        for (Iterator<PGPSignature> signatures = key.getSignatures(); signatures.hasNext(); ) {
            var packets = signatures.next().getHashedSubPackets();
            int flags = packets == null ? 0 : packets.getKeyFlags();
            if ((flags & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0) {
                return true;
            }
            said |= flags != 0;
        }
        return !said;
    }

    private static Rejection unfit(String detail) {
        return new Rejection(ReportProblem.KEY_UNFIT, detail);
    }

    /** Three layers as one stream: literal data in encrypted data in armour. */
    private static final class Message extends OutputStream {

        private final OutputStream content;
        private final OutputStream encrypted;
        private final OutputStream armour;

        Message(OutputStream content, OutputStream encrypted, OutputStream armour) {
            this.content = content;
            this.encrypted = encrypted;
            this.armour = armour;
        }

        @Override
        public void write(int single) throws IOException {
            content.write(single);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            content.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            content.close();
            encrypted.close();
            armour.close();
        }
    }
}
