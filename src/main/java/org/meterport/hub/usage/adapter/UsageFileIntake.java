package org.meterport.hub.usage.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.shared.Unavailable;
import org.meterport.hub.usage.StoreUsageFile;
import org.meterport.hub.usage.StoreUsageFile.Known;
import org.meterport.hub.usage.StoreUsageFile.Outcome;
import org.meterport.hub.usage.StoreUsageFile.Rejected;
import org.meterport.hub.usage.StoreUsageFile.Stored;
import org.meterport.hub.usage.UsageStore.StoredFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one file out of a utility's inbound folder. The file stays there until it is stored or refused for good; then
 * its acknowledgement is written, and last of all it moves to {@code processed} or {@code rejected}. A crash in between
 * leaves it where it is, and the next attempt does the same again with the same result.
 */
public final class UsageFileIntake {

    private static final Logger LOG = LoggerFactory.getLogger(UsageFileIntake.class);

    /** {@code 10443720001234567__name}: how a sender says whose data a file holds that does not say so itself. */
    private static final Pattern WITH_ESIID = Pattern.compile("(\\d{17}|\\d{22})__.+");

    private final StoreUsageFile storeUsageFile;
    private final ObjectMapper json;
    private final InstantSource clock;

    public UsageFileIntake(StoreUsageFile storeUsageFile, ObjectMapper json, InstantSource clock) {
        this.storeUsageFile = storeUsageFile;
        this.json = json;
        this.clock = clock;
    }

    /** Takes the file that the header {@code CamelFileAbsolutePath} names. */
    public void take(Exchange exchange) {
        Path file = Path.of(exchange.getMessage().getHeader(Exchange.FILE_PATH, String.class));
        // <home of the TDSP>/inbound/<name>
        Path home = file.resolve("../..").normalize();
        String tdspId = name(home);
        String name = name(file);
        try {
            if (!isThere(file)) {
                return;
            }
            Outcome outcome = storeUsageFile.store(tdspId, name, esiid(name), () -> Files.newInputStream(file));
            if (isThere(file)) {
                settle(home, file, tdspId, outcome);
            }
        } catch (IOException away) {
            if (away instanceof NoSuchFileException && !isThere(file)) {
                LOG.debug("another node has taken a file of {}", tdspId);
                return;
            }
            throw new Unavailable("file drop", "a file of " + tdspId + " cannot be read or moved", away);
        }
    }

    /** A link would lead out of the folder, to what its sender may not read. */
    private static boolean isThere(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private void settle(Path home, Path file, String tdspId, Outcome outcome) throws IOException {
        String name = name(file);
        if (outcome instanceof Rejected rejected) {
            IntervalFileException fault = rejected.fault();
            leave(home.resolve("rejected"), file, "report.json", refusal(name, fault));
            LOG.warn("a file of {} was refused: {} at line {}", tdspId, fault.reason(), fault.line());
        } else if (outcome instanceof Stored stored) {
            leave(home.resolve("processed"), file, "ack.json", acknowledgement(name, "STORED", stored.file()));
            storeUsageFile.acknowledged(stored.file().id());
            LOG.info("{} of {} is stored", stored.file().id(), tdspId);
        } else if (outcome instanceof Known known) {
            // stored by an attempt that did not come to its end, or sent once more
            String status = known.file().acknowledged() ? "UNCHANGED" : "STORED";
            leave(home.resolve("processed"), file, "ack.json", acknowledgement(name, status, known.file()));
            storeUsageFile.acknowledged(known.file().id());
            LOG.info("{} of {} was there already", known.file().id(), tdspId);
        }
    }

    private void leave(Path folder, Path file, String kind, Map<String, Object> content) throws IOException {
        Files.createDirectories(folder);
        String name = name(file);
        WholeFile.write(
                folder, name + "." + kind, json.writerWithDefaultPrettyPrinter().writeValueAsBytes(content));
        WholeFile.move(file, folder.resolve(name));
    }

    private Map<String, Object> acknowledgement(String name, String status, StoredFile stored) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("file", name);
        note.put("status", status);
        note.put("usageFileId", stored.id());
        note.put("sha256", stored.sha256());
        note.put("days", stored.days());
        note.put("readings", stored.readings());
        note.put("at", clock.instant().toString());
        return note;
    }

    private Map<String, Object> refusal(String name, IntervalFileException fault) {
        Map<String, Object> note = new LinkedHashMap<>();
        note.put("file", name);
        note.put("status", "REJECTED");
        note.put("line", fault.line());
        note.put("reason", fault.reason().name());
        note.put("detail", fault.sentence());
        note.put("stored", "nothing of this file");
        note.put("at", clock.instant().toString());
        return note;
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static @Nullable Esiid esiid(String name) {
        Matcher matcher = WITH_ESIID.matcher(name);
        return matcher.matches() && Esiid.parse(matcher.group(1)) instanceof Esiid.Accepted accepted
                ? accepted.esiid()
                : null;
    }
}
