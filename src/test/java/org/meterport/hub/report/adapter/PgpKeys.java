package org.meterport.hub.report.adapter;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/** A Third Party's own OpenPGP key, and what it does with a file: the recipient's side, made with the library alone. */
final class PgpKeys {

    private final PGPSecretKeyRing secret;

    private PgpKeys(PGPSecretKeyRing secret) {
        this.secret = secret;
    }

    /** A signing primary key with an encryption subkey. */
    static PgpKeys rsa(int bits, Instant made, long validSeconds) {
        try {
            Date date = Date.from(made);
            PGPKeyPair primary = pair(bits, date);
            PGPKeyPair sub = pair(bits, date);
            var primarySays = new PGPSignatureSubpacketGenerator();
            primarySays.setKeyFlags(false, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            primarySays.setKeyExpirationTime(false, validSeconds);
            var subSays = new PGPSignatureSubpacketGenerator();
            subSays.setKeyFlags(false, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
            var digests = new BcPGPDigestCalculatorProvider();
            var generator = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    primary,
                    "desk@bluebonnet.example",
                    digests.get(HashAlgorithmTags.SHA1),
                    primarySays.generate(),
                    null,
                    new BcPGPContentSignerBuilder(primary.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA256),
                    new BcPBESecretKeyEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_128).build(new char[0]));
            generator.addSubKey(sub, subSays.generate(), null);
            return new PgpKeys(generator.generateSecretKeyRing());
        } catch (PGPException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static PGPKeyPair pair(int bits, Date made) throws PGPException {
        var rsa = new RSAKeyPairGenerator();
        rsa.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), bits, 80));
        return new BcPGPKeyPair(
                org.bouncycastle.bcpg.PublicKeyPacket.VERSION_4,
                PublicKeyAlgorithmTags.RSA_GENERAL,
                rsa.generateKeyPair(),
                made);
    }

    String publicArmour() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var armour = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            secret.toCertificate().encode(armour);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    String privateArmour() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var armour = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            secret.encode(armour);
        }
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    /** What the message holds; fails when it is for another key, or was changed. */
    byte[] decrypt(byte[] message) throws IOException, PGPException {
        var list = (PGPEncryptedDataList)
                new BcPGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(message))).nextObject();
        var encrypted = (PGPPublicKeyEncryptedData) list.get(0);
        var key = secret.getSecretKey(encrypted.getKeyIdentifier().getKeyId());
        if (key == null) {
            throw new PGPException("the message is for another key");
        }
        PGPPrivateKey own = key.extractPrivateKey(
                new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider()).build(new char[0]));
        var in = encrypted.getDataStream(new BcPublicKeyDataDecryptorFactory(own));
        byte[] content = ((PGPLiteralData) new BcPGPObjectFactory(in).nextObject())
                .getInputStream()
                .readAllBytes();
        if (!encrypted.verify()) {
            throw new PGPException("the message was changed");
        }
        return content;
    }
}
