package org.meterport.hub.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.meterport.components.intervalfile.Esiid;

/** A look into a file, to guess whose it is. The hub itself does not guess. */
final class Contents {

    private static final Pattern DIGITS = Pattern.compile("(?<![0-9])(10[0-9]{15}|10[0-9]{20})(?![0-9])");
    private static final int MOST_CHARACTERS = 64 * 1024;

    private Contents() {}

    /** The first ESIID in the first 64 KiB of a text file. */
    static Optional<Esiid> firstEsiid(Path file) {
        char[] head = new char[MOST_CHARACTERS];
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.ISO_8859_1))) {
            int length = Math.max(0, reader.read(head));
            Matcher matcher = DIGITS.matcher(new String(head, 0, length));
            while (matcher.find()) {
                if (Esiid.parse(matcher.group(1)) instanceof Esiid.Accepted accepted) {
                    return Optional.of(accepted.esiid());
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new CommandFailed(file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
