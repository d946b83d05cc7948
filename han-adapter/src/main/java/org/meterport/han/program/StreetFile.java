package org.meterport.han.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.meterport.han.headend.Esiid;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sim.DeviceKind;
import org.meterport.han.sim.Hands;

/**
 * Premises and devices, one a line: an ESIID alone, or ESIID, MAC address, kind and install code with blanks between them, then {@code joined} and
 * {@code sleepy} where they hold. A hash begins a comment.
 */
final class StreetFile {
    private static final int FIELDS_OF_DEVICE = 4;

    private StreetFile() {}

    /**
     * Declares what the file says.
     *
     * @throws IllegalArgumentException naming the line that cannot be read
     */
    static void declare(Path file, Hands hands) throws IOException {
        var number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            try {
                declare(line.replaceAll("#.*", "").strip(), hands);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("line " + number + " of the street: " + e.getMessage(), e);
            }
        }
    }

    private static void declare(String line, Hands hands) {
        if (line.isEmpty()) {
            return;
        }
        var fields = Arrays.asList(line.split("\\s+"));
        var esiid = new Esiid(fields.get(0));
        hands.premise(esiid);
        if (fields.size() >= FIELDS_OF_DEVICE) {
            device(esiid, fields, hands);
        } else if (fields.size() > 1) {
            throw new IllegalArgumentException("a device has an ESIID, a MAC address, a kind and an install code");
        }
    }

    private static void device(Esiid esiid, List<String> fields, Hands hands) {
        hands.device(
                esiid,
                Eui64.parse(fields.get(1)),
                DeviceKind.valueOf(fields.get(2).toUpperCase(Locale.ROOT)),
                InstallCode.parse(fields.get(3)),
                fields.contains("joined"),
                fields.contains("sleepy"));
    }
}
