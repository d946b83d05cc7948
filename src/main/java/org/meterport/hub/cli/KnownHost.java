package org.meterport.hub.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;

/** Checks the SFTP server's key against those that the hub keeps beside its certificate. */
final class KnownHost {

    private static final Pattern PUBLIC_KEY =
            Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

    private KnownHost() {}

    /** @param data the hub's data folder, on this machine */
    static ServerKeyVerifier of(Path data) {
        return (session, address, key) ->
                keys(data.resolve("tls")).stream().anyMatch(own -> MessageDigest.isEqual(own, key.getEncoded()));
    }

    private static List<byte[]> keys(Path folder) {
        List<byte[]> keys = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "ssh-host-*.pem")) {
            for (Path file : files) {
                Matcher matcher = PUBLIC_KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
                while (matcher.find()) {
                    keys.add(Base64.getMimeDecoder().decode(matcher.group(1)));
                }
            }
            return keys;
        } catch (IOException unreadable) {
            throw new CommandFailed("the hub's host keys in " + folder + " cannot be read: " + unreadable.getMessage());
        }
    }
}
