package org.meterport.hub.han;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.meterport.hub.filedrop.DropName;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.filedrop.PublishedFiles;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;

/**
 * Puts two files a day into each Third Party's folder {@code hanstatus}: where its devices stand, with reason and source,
 * and which of its message targets changed on the day before, counted in Central Time. A file that stands there already is
 * left as it is, so any number of nodes and repetitions make one of each.
 */
public final class WriteStatusFiles {

    /** The folder in a Third Party's own. */
    public static final String FOLDER = "hanstatus";

    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");

    private final Transactions transactions;
    private final StatusRows rows;
    private final PublishedFiles files;
    private final Function<ThirdPartyId, Path> homes;
    private final InstantSource clock;

    /** @param homes the Third Party's own folder, which is there when this returns */
    public WriteStatusFiles(
            Transactions transactions,
            StatusRows rows,
            PublishedFiles files,
            Function<ThirdPartyId, Path> homes,
            InstantSource clock) {
        this.transactions = transactions;
        this.rows = rows;
        this.files = files;
        this.homes = homes;
        this.clock = clock;
    }

    /**
     * Writes the files of yesterday.
     *
     * @throws Unavailable when the disk does not take them; the same call may succeed later
     */
    public void write() {
        LocalDate day = clock.instant().atZone(CENTRAL).toLocalDate().minusDays(1);
        Instant from = day.atStartOfDay(CENTRAL).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(CENTRAL).toInstant();
        for (ThirdPartyId party : transactions.asOperator(() -> rows.concerned(from, to))) {
            publish(party, "han-devices-" + day + ".csv", out -> {
                line(out, "device_id", "esiid", "device", "state", "reason", "source", "requested_at", "updated_at");
                rows.devices(
                        from,
                        to,
                        order -> line(
                                out,
                                order.id(),
                                order.esiid(),
                                order.device(),
                                order.state().name(),
                                order.reason().orElse(""),
                                order.source().map(Enum::name).orElse(""),
                                order.requestedAt().toString(),
                                order.updatedAt().toString()));
            });
            publish(party, "han-targets-" + day + ".csv", out -> {
                line(out, "request_id", "operation", "index", "esiid", "device", "status", "code", "updated_at");
                rows.targets(
                        from,
                        to,
                        one -> line(
                                out,
                                one.request().id(),
                                one.request().operation().name(),
                                String.valueOf(one.target().ordinal()),
                                one.target().esiid(),
                                one.target().device().orElse(""),
                                one.target().status().name(),
                                one.target().code().orElse(""),
                                one.target().updatedAt().toString()));
            });
        }
    }

    /** What writes a file's lines, as the Third Party sees them. */
    @FunctionalInterface
    private interface Lines {
        void writeTo(OutputStream out);
    }

    private void publish(ThirdPartyId party, String name, Lines lines) {
        Path folder = homes.apply(party).resolve(FOLDER);
        if (Files.exists(folder.resolve(name))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            files.publish(
                    folder,
                    new DropName(name),
                    out -> transactions.asPartner(party, () -> {
                        lines.writeTo(out);
                        return name;
                    }));
        } catch (Rejection taken) {
            if (!taken.code().equals(FileDropProblem.ALREADY_PUBLISHED.code())) {
                throw taken;
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new Unavailable("file drop", "a status file could not be written", failed);
        }
    }

    private static void line(OutputStream out, String... fields) {
        String text = Arrays.stream(fields).map(WriteStatusFiles::quoted).collect(Collectors.joining(",", "", "\r\n"));
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As RFC 4180 says. */
    private static String quoted(String field) {
        return List.of(",", "\"", "\r", "\n").stream().anyMatch(field::contains)
                ? '"' + field.replace("\"", "\"\"") + '"'
                : field;
    }
}
