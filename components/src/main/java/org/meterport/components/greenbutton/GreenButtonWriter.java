package org.meterport.components.greenbutton;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.meterport.components.intervalfile.ByteOutput;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;

/**
 * Writes a Green Button feed (NAESB ESPI 4.0, valid in 3.3 and 2019 too): one usage point per premise, one meter reading
 * per channel, one block per local day, watt-hours with multiplier 0. An estimated reading has quality 8; a missing one
 * is left out. The feed holds no name, address, ESIID or meter number.
 *
 * <p>Days stream through in the order of writing; those of a premise should stand together only for the reader's sake.
 */
public final class GreenButtonWriter implements Closeable {
    /** DST rules of the United States since 2007: second Sunday of March and first of November, both at 02:00. */
    private static final String DST_START = "360E2000";

    private static final String DST_END = "B40E2000";

    private final ByteOutput out;
    private final OpaqueIds ids;
    private final String base;
    private final Instant issuedAt;
    private final ZoneId zone;
    private final ReadingLines lines = new ReadingLines();
    private final Set<UUID> written = new HashSet<>();
    private final Map<Series, String> meterReadings = new HashMap<>();
    private boolean begun;

    private record Series(Esiid esiid, String kind) {}

    /**
     * A feed of market days.
     *
     * @param base of all addresses, without a slash at its end, such as {@code
     *     https://hub.example/espi/1_1/resource}; may begin with the slash of a path
     * @param issuedAt written as the feed's time; the entries' own times come from the days
     */
    public GreenButtonWriter(OutputStream out, OpaqueIds ids, String base, Instant issuedAt) {
        this.out = new ByteOutput(out);
        this.ids = ids;
        this.base = base;
        this.issuedAt = issuedAt.truncatedTo(ChronoUnit.SECONDS);
        this.zone = DayGrid.CENTRAL;
    }

    /** Every day of a feed must be another premise's, channel's or date's: a feed shows one revision. */
    public void write(DayReadings day) throws IOException {
        begin();
        String kind = day.channel() + "-" + day.intervalSeconds();
        Series current = new Series(day.esiid(), kind);
        String meterReadingHref = meterReadings.get(current);
        if (meterReadingHref == null) {
            meterReadingHref = beginSeries(day, kind);
            meterReadings.put(current, meterReadingHref);
        }
        UUID block =
                ids.of("IntervalBlock", day.esiid().value(), kind, day.day().toString());
        if (!written.add(block)) {
            throw new IllegalArgumentException("A feed holds one revision of a day; " + day.day() + " comes again");
        }
        block(block, meterReadingHref, day);
    }

    /** Writes what of the premise, the meter reading and its type is not yet there; returns the reading's address. */
    private String beginSeries(DayReadings day, String kind) throws IOException {
        String esiid = day.esiid().value();
        UUID usagePoint = ids.of("UsagePoint", esiid);
        String usagePointHref = base + "/Subscription/" + ids.of("Subscription", esiid) + "/UsagePoint/" + usagePoint;
        if (written.add(usagePoint)) {
            usagePoint(usagePoint, usagePointHref);
        }
        UUID readingType = ids.of("ReadingType", kind);
        UUID meterReading = ids.of("MeterReading", esiid, kind);
        String href = usagePointHref + "/MeterReading/" + meterReading;
        meterReading(meterReading, href, usagePointHref, readingType, day);
        if (written.add(readingType)) {
            readingType(readingType, day);
        }
        return href;
    }

    /** Ends the feed and closes the stream. */
    @Override
    public void close() throws IOException {
        begin();
        put("</feed>\n");
        out.close();
    }

    private void begin() throws IOException {
        if (begun) {
            return;
        }
        begun = true;
        UUID feed = ids.of("Feed", issuedAt.toString());
        put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"" + Espi.ATOM + "\">\n<id>urn:uuid:" + feed
                + "</id>\n<title>Green Button Usage Feed</title>\n<updated>" + issuedAt + "</updated>\n"
                + link("self", base + "/Batch/" + feed, "espi-feed/Batch"));
        UUID time = timeParameters();
        String self = base + "/LocalTimeParameters/" + time;
        entry(
                time,
                "Local Time Parameters",
                issuedAt,
                link("self", self, "espi-entry/LocalTimeParameters")
                        + link("up", base + "/LocalTimeParameters", "espi-feed/LocalTimeParameters"));
        int offset = zone.getRules().getStandardOffset(issuedAt).getTotalSeconds();
        content("<LocalTimeParameters xmlns=\"" + Espi.NAMESPACE + "\"><dstEndRule>" + DST_END
                + "</dstEndRule><dstOffset>3600</dstOffset><dstStartRule>" + DST_START + "</dstStartRule><tzOffset>"
                + offset + "</tzOffset></LocalTimeParameters>");
    }

    private UUID timeParameters() {
        return ids.of("LocalTimeParameters", zone.getId());
    }

    private void usagePoint(UUID id, String href) throws IOException {
        String collection = href.substring(0, href.lastIndexOf('/'));
        entry(
                id,
                "Electric Service",
                issuedAt,
                link("self", href, "espi-entry/UsagePoint")
                        + link("up", collection, "espi-feed/UsagePoint")
                        + link("related", href + "/MeterReading", "espi-feed/MeterReading")
                        + link(
                                "related",
                                base + "/LocalTimeParameters/" + timeParameters(),
                                "espi-entry/LocalTimeParameters"));
        content("<UsagePoint xmlns=\"" + Espi.NAMESPACE + "\"><ServiceCategory><kind>" + Espi.ELECTRICITY_SERVICE
                + "</kind></ServiceCategory></UsagePoint>");
    }

    private void meterReading(UUID id, String href, String usagePointHref, UUID readingType, DayReadings day)
            throws IOException {
        String what =
                day.channel() == Channel.CONSUMPTION ? "Electricity Consumption" : "Electricity Surplus Generation";
        entry(
                id,
                minutes(day) + " Minute " + what,
                issuedAt,
                link("self", href, "espi-entry/MeterReading")
                        + link("up", usagePointHref + "/MeterReading", "espi-feed/MeterReading")
                        + link("related", href + "/IntervalBlock", "espi-feed/IntervalBlock")
                        + link("related", base + "/ReadingType/" + readingType, "espi-entry/ReadingType"));
        content("<MeterReading xmlns=\"" + Espi.NAMESPACE + "\"/>");
    }

    private void readingType(UUID id, DayReadings day) throws IOException {
        String title = day.channel() == Channel.CONSUMPTION ? "Energy Delivered (Wh)" : "Energy Received (Wh)";
        entry(
                id,
                title,
                issuedAt,
                link("self", base + "/ReadingType/" + id, "espi-entry/ReadingType")
                        + link("up", base + "/ReadingType", "espi-feed/ReadingType"));
        content("<ReadingType xmlns=\"" + Espi.NAMESPACE + "\"><accumulationBehaviour>" + Espi.DELTA_DATA
                + "</accumulationBehaviour><commodity>" + Espi.ELECTRICITY
                + "</commodity><currency>840</currency><dataQualifier>12</dataQualifier>"
                + "<defaultQuality>17</defaultQuality><flowDirection>" + Espi.flowDirection(day.channel())
                + "</flowDirection><intervalLength>" + day.intervalSeconds() + "</intervalLength><kind>" + Espi.ENERGY
                + "</kind><phase>769</phase><powerOfTenMultiplier>0</powerOfTenMultiplier>"
                + "<timeAttribute>0</timeAttribute><uom>" + Espi.WATT_HOURS + "</uom>" + measuringPeriod(day)
                + "</ReadingType>");
    }

    private static String measuringPeriod(DayReadings day) {
        return switch (day.intervalSeconds()) {
            case 900 -> "<measuringPeriod>2</measuringPeriod>";
            case 1800 -> "<measuringPeriod>5</measuringPeriod>";
            case 3600 -> "<measuringPeriod>7</measuringPeriod>";
            default -> "";
        };
    }

    private void block(UUID id, String meterReadingHref, DayReadings day) throws IOException {
        DayGrid grid = day.grid();
        String collection = meterReadingHref + "/IntervalBlock";
        long start = grid.start().getEpochSecond();
        entry(
                id,
                "Interval Readings",
                day.revisedAt().truncatedTo(ChronoUnit.SECONDS),
                link("self", collection + "/" + id, "espi-entry/IntervalBlock")
                        + link("up", collection, "espi-feed/IntervalBlock"));
        put("<content type=\"application/xml\"><IntervalBlock xmlns=\"" + Espi.NAMESPACE + "\"><interval><duration>"
                + (grid.end().getEpochSecond() - start) + "</duration><start>" + start + "</start></interval>\n");
        lines.of(day);
        out.put(lines.bytes(), lines.length());
        put("</IntervalBlock></content>\n</entry>\n");
    }

    /** Begins an entry; its links stand in one run, as the schemas since 3.3 demand. */
    private void entry(UUID id, String title, Instant updated, String links) throws IOException {
        put("<entry>\n<id>urn:uuid:" + id + "</id>\n" + links + "<title>" + title + "</title>\n<published>" + updated
                + "</published>\n<updated>" + updated + "</updated>\n");
    }

    private void content(String xml) throws IOException {
        put("<content type=\"application/xml\">" + xml + "</content>\n</entry>\n");
    }

    private static String link(String rel, String href, String type) {
        return "<link rel=\"" + rel + "\" href=\"" + href + "\" type=\"" + type + "\"/>\n";
    }

    private static int minutes(DayReadings day) {
        return day.intervalSeconds() / 60;
    }

    private void put(String xml) throws IOException {
        out.put(xml.getBytes(UTF_8));
    }
}
