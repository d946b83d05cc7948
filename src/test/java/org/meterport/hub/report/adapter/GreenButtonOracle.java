package org.meterport.hub.report.adapter;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Finds in a Green Button feed what no schema sees. It shares nothing with the code that writes feeds: it reads XML, and
 * gets local days from the time zone's own rules and energy from whoever stored it.
 */
public final class GreenButtonOracle {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String ESPI = "http://naesb.org/espi";
    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final int SPACING = 900;
    private static final Pattern ESIID = Pattern.compile("(?<![0-9])([0-9]{17}|[0-9]{22})(?![0-9])");

    /** What can be wrong with a feed that every schema takes. */
    public enum Fault {
        TIME_RULES_MISSING,
        TIME_RULES_WRONG,
        LINK_BROKEN,
        START_REPEATED,
        READING_MISSING,
        READING_OVERLAPS,
        BLOCK_NOT_A_LOCAL_DAY,
        DAY_MISSING,
        ENERGY_WRONG,
        ID_REPEATED,
        ID_CHANGED,
        TIME_NOT_UTC,
        ESIID_SHOWN
    }

    /**
     * What a feed should hold.
     *
     * @param days by flow direction (1 delivered, 19 received), then by local day; a day that is not named has no data
     */
    public record Truth(Map<Integer, Map<LocalDate, Day>> days) {}

    /**
     * One day of one direction.
     *
     * @param wattHours by the register
     * @param missing how many of its quarter hours have no reading
     */
    public record Day(long wattHours, int missing) {}

    private record Reading(long start, long duration, long value) {}

    private final Document feed;
    private final byte[] bytes;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

    private GreenButtonOracle(byte[] bytes) throws Exception {
        this.bytes = bytes;
        var factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        this.feed = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
    }

    /** The faults of one feed. */
    public static Set<Fault> faults(byte[] feed, String fileName, Truth truth) throws Exception {
        var oracle = new GreenButtonOracle(feed);
        oracle.checkTimeRules(truth);
        oracle.checkReadings(truth);
        oracle.checkAtom(fileName);
        return oracle.faults;
    }

    /** The faults that only a second export of the same data shows. */
    public static Set<Fault> faultsOfRepetition(byte[] first, byte[] again) throws Exception {
        return new GreenButtonOracle(first).ids().equals(new GreenButtonOracle(again).ids())
                ? EnumSet.noneOf(Fault.class)
                : EnumSet.of(Fault.ID_CHANGED);
    }

    private void checkTimeRules(Truth truth) {
        List<Element> found = elements(feed, ESPI, "LocalTimeParameters");
        if (found.size() != 1) {
            faults.add(Fault.TIME_RULES_MISSING);
            return;
        }
        String self = links(entry(found.get(0)), "self").get(0);
        for (Element usagePoint : elements(feed, ESPI, "UsagePoint")) {
            if (links(entry(usagePoint), "related").stream()
                            .filter(self::equals)
                            .count()
                    != 1) {
                faults.add(Fault.LINK_BROKEN);
            }
        }
        Element rules = found.get(0);
        truth.days().values().stream()
                .flatMap(days -> days.keySet().stream())
                .flatMap(day -> List.of(day, day.plusDays(1)).stream())
                .filter(day ->
                        !midnight(rules, day).equals(day.atStartOfDay(CENTRAL).toInstant()))
                .findAny()
                .ifPresent(day -> faults.add(Fault.TIME_RULES_WRONG));
    }

    /** When a local day begins by the feed's own rules. */
    private static Instant midnight(Element rules, LocalDate day) {
        var standard = ZoneOffset.ofTotalSeconds((int) number(rules, "tzOffset"));
        long saved = number(rules, "dstOffset");
        Instant inWinter = day.atStartOfDay().toInstant(standard);
        Instant inSummer = inWinter.minusSeconds(saved);
        Instant begins = change(text(rules, "dstStartRule"), day.getYear()).toInstant(standard);
        Instant ends = change(text(rules, "dstEndRule"), day.getYear())
                .toInstant(standard)
                .minusSeconds(saved);
        return !inSummer.isBefore(begins) && inSummer.isBefore(ends) ? inSummer : inWinter;
    }

    /** ESPI packs month, which of its weekdays, hour and seconds into 32 bits. */
    private static LocalDateTime change(String rule, int year) {
        long bits = Long.parseLong(rule, 16);
        int month = (int) (bits >> 28) & 0xF;
        int operator = (int) (bits >> 25) & 0x7;
        int weekday = (int) (bits >> 17) & 0x7;
        int which = operator == 7 ? -1 : operator - 1;
        return LocalDate.of(year, Math.max(1, Math.min(12, month)), 1)
                .with(TemporalAdjusters.dayOfWeekInMonth(which, DayOfWeek.of(Math.max(1, weekday))))
                .atTime((int) (bits >> 12) & 0x1F, 0)
                .plusSeconds(bits & 0xFFF);
    }

    private void checkReadings(Truth truth) {
        Map<Integer, Map<LocalDate, Day>> left = new HashMap<>();
        truth.days().forEach((flow, days) -> left.put(flow, new TreeMap<>(days)));
        Map<Integer, Set<Long>> starts = new HashMap<>();
        for (Element block : elements(feed, ESPI, "IntervalBlock")) {
            Optional<Element> type = readingType(block);
            if (type.isEmpty()) {
                faults.add(Fault.LINK_BROKEN);
                continue;
            }
            int flow = (int) number(type.get(), "flowDirection");
            LocalDate day = Instant.ofEpochSecond(number(block, "start"))
                    .atZone(CENTRAL)
                    .toLocalDate();
            checkBlock(block, day);
            Day expected = left.getOrDefault(flow, new TreeMap<>()).remove(day);
            if (expected == null) {
                faults.add(Fault.DAY_MISSING);
                continue;
            }
            checkDay(block, type.get(), day, expected, starts.computeIfAbsent(flow, any -> new HashSet<>()));
        }
        if (left.values().stream().anyMatch(days -> !days.isEmpty())) {
            faults.add(Fault.DAY_MISSING);
        }
    }

    private void checkBlock(Element block, LocalDate day) {
        long start = day.atStartOfDay(CENTRAL).toEpochSecond();
        long end = day.plusDays(1).atStartOfDay(CENTRAL).toEpochSecond();
        if (number(block, "start") != start || number(block, "duration") != end - start) {
            faults.add(Fault.BLOCK_NOT_A_LOCAL_DAY);
        }
    }

    private void checkDay(Element block, Element type, LocalDate day, Day expected, Set<Long> starts) {
        long begin = day.atStartOfDay(CENTRAL).toEpochSecond();
        long end = day.plusDays(1).atStartOfDay(CENTRAL).toEpochSecond();
        List<Reading> readings = readings(block);
        long total = 0;
        for (int i = 0; i < readings.size(); i++) {
            Reading reading = readings.get(i);
            long next = i + 1 < readings.size() ? readings.get(i + 1).start() : end;
            if (!starts.add(reading.start())) {
                faults.add(Fault.START_REPEATED);
            }
            if (reading.duration() != SPACING || reading.start() + reading.duration() > Math.max(next, begin)) {
                faults.add(Fault.READING_OVERLAPS);
            }
            if (reading.start() < begin || (reading.start() - begin) % SPACING != 0) {
                faults.add(Fault.BLOCK_NOT_A_LOCAL_DAY);
            }
            total += reading.value();
        }
        if (readings.size() != (end - begin) / SPACING - expected.missing()) {
            faults.add(Fault.READING_MISSING);
        }
        BigDecimal wattHours = BigDecimal.valueOf(total).scaleByPowerOfTen((int) number(type, "powerOfTenMultiplier"));
        if (number(type, "uom") != 72 || wattHours.compareTo(BigDecimal.valueOf(expected.wattHours())) != 0) {
            faults.add(Fault.ENERGY_WRONG);
        }
    }

    private static List<Reading> readings(Element block) {
        List<Reading> readings = new ArrayList<>();
        for (Element reading : list(block.getElementsByTagNameNS(ESPI, "IntervalReading"))) {
            readings.add(new Reading(number(reading, "start"), number(reading, "duration"), number(reading, "value")));
        }
        return readings;
    }

    /** From a block up to its meter reading and on to the type, by hrefs that are equal letter for letter. */
    private Optional<Element> readingType(Element block) {
        List<String> up = links(entry(block), "up");
        for (Element reading : elements(feed, ESPI, "MeterReading")) {
            List<String> related = links(entry(reading), "related");
            if (related.containsAll(up)) {
                return elements(feed, ESPI, "ReadingType").stream()
                        .filter(type ->
                                related.contains(links(entry(type), "self").get(0)))
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private void checkAtom(String fileName) {
        Set<String> seen = new HashSet<>();
        for (Element id : elements(feed, ATOM, "id")) {
            if (!seen.add(id.getTextContent())) {
                faults.add(Fault.ID_REPEATED);
            }
        }
        for (String name : List.of("published", "updated")) {
            for (Element time : elements(feed, ATOM, name)) {
                if (!isUtc(time.getTextContent())) {
                    faults.add(Fault.TIME_NOT_UTC);
                }
            }
        }
        if (ESIID.matcher(fileName + "\n" + new String(bytes, StandardCharsets.UTF_8))
                .find()) {
            faults.add(Fault.ESIID_SHOWN);
        }
    }

    private static boolean isUtc(String time) {
        try {
            return time.endsWith("Z") && Instant.parse(time).getEpochSecond() > 0;
        } catch (DateTimeParseException unreadable) {
            return false;
        }
    }

    /** The id of each resource by what it is, whatever the export calls it. */
    private Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        for (Element content : elements(feed, ATOM, "content")) {
            Element resource =
                    (Element) content.getElementsByTagNameNS(ESPI, "*").item(0);
            String what = resource.getLocalName();
            if (what.equals("IntervalBlock")) {
                what += " " + readingType(resource).map(type -> text(type, "flowDirection")) + " "
                        + text(resource, "start");
            } else if (what.equals("ReadingType")) {
                what += " " + text(resource, "flowDirection");
            } else if (what.equals("MeterReading")) {
                what += " " + text(entry(resource), ATOM, "title");
            }
            ids.put(what, text(entry(resource), ATOM, "id"));
        }
        return ids;
    }

    private static Element entry(Element resource) {
        return (Element) resource.getParentNode().getParentNode();
    }

    private static List<String> links(Element entry, String rel) {
        return list(entry.getElementsByTagNameNS(ATOM, "link")).stream()
                .filter(link -> link.getAttribute("rel").equals(rel))
                .map(link -> link.getAttribute("href"))
                .toList();
    }

    private static long number(Element parent, String name) {
        return Long.parseLong(text(parent, name));
    }

    private static String text(Element parent, String name) {
        return text(parent, ESPI, name);
    }

    private static String text(Element parent, String namespace, String name) {
        return parent.getElementsByTagNameNS(namespace, name).item(0).getTextContent();
    }

    private static List<Element> elements(Document document, String namespace, String name) {
        return list(document.getElementsByTagNameNS(namespace, name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
