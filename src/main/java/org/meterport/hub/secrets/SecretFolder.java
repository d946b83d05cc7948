package org.meterport.hub.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.meterport.hub.files.WholeFile;

/**
 * One folder of secrets, one a file. A secret that is asked for and not there is made: 32 random bytes in base64url.
 *
 * <p>Two processes that start together end up with the same secret: each writes a draft of its own, and giving the draft
 * the name succeeds for one of them only; the other reads what the first one wrote. A secret that was given out survives
 * a power cut: what was made with it, a database for example, could not be opened without it.
 */
public final class SecretFolder {

    private final Path folder;
    private final RandomGenerator random;

    /** @param random a cryptographically strong source in a running hub */
    public SecretFolder(Path folder, RandomGenerator random) {
        this.folder = folder;
        this.random = random;
    }

    /**
     * The secret of that name, made now if there is none.
     *
     * @param name the file's name, lower case letters and dashes
     * @throws IllegalStateException when the file is empty
     * @throws UncheckedIOException when the folder can be neither read nor written
     */
    public String secret(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new IllegalStateException("the secret " + file + " is empty; fill it or remove the file");
            }
            return secret;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the secret " + name + " cannot be read from " + folder, unreadable);
        }
    }

    private void make(Path file) throws IOException {
        Files.createDirectories(folder, owner("rwx------"));
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n";
        try (WholeFile draft = WholeFile.in(folder)) {
            draft.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
            // false when another process was first: its secret is read then, as if it had always been there
            var unused = draft.publishOnce(String.valueOf(file.getFileName()));
        }
    }

    private FileAttribute<?>[] owner(String permissions) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
