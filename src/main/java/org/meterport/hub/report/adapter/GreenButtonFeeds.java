package org.meterport.hub.report.adapter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.meterport.components.greenbutton.GreenButtonWriter;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.api.adapter.ApiReply;

/** Green Button feeds of this installation: the same thing has the same id in all of them. */
public final class GreenButtonFeeds {

    private static final String BASE = "/espi/1_1/resource";

    private final OpaqueIds ids;
    private final InstantSource clock;

    GreenButtonFeeds(OpaqueIds ids, InstantSource clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** @param issuedAt the feed's own time; the same report gets the same feed, however often it is built */
    public GreenButtonWriter writer(OutputStream out, Instant issuedAt) {
        return new GreenButtonWriter(out, ids, BASE, issuedAt);
    }

    /** The reply that a feed is. */
    static ApiReply reply(byte[] feed) {
        return new ApiReply(200, Map.of("Content-Type", "application/atom+xml"), feed);
    }

    /** What stands for a home in addresses: its usage point's id, which tells nothing of the ESIID. */
    public String key(String esiid) {
        return ids.of("UsagePoint", esiid).toString();
    }

    /** A feed in memory, for a reply: some 6 MB for 13 months of one ESIID on both channels. */
    byte[] feed(List<DayReadings> days) {
        var bytes = new ByteArrayOutputStream(1 << 16);
        try (GreenButtonWriter writer = writer(bytes, clock.instant())) {
            for (DayReadings day : days) {
                writer.write(day);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
