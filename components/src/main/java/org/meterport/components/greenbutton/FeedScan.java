package org.meterport.components.greenbutton;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxLazyException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.meterport.components.intervalfile.DayLedger;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.Quoted;
import org.meterport.components.intervalfile.ReadLimits;

/**
 * One pass over the XML of a feed. Document types and entities are refused before they are read; whatever is not
 * wanted is skipped without being kept, and what is kept is counted against the limits.
 */
final class FeedScan {
    private static final int DEEPEST = 64;
    /** Elements of no interest, and attributes: a parser keeps every new name, so their number must end. */
    private static final int MOST_ASIDES = 500_000;
    /** What a resource weighs in asides, since it is kept. */
    private static final int RESOURCE = 10;
    /** Hrefs and titles may take this much for each reading that may be held. */
    private static final int CHARACTERS_PER_READING = 64;

    private static final Set<String> READING_TYPE_CODES = Set.of(
            "accumulationBehaviour",
            "commodity",
            "defaultQuality",
            "flowDirection",
            "intervalLength",
            "kind",
            "powerOfTenMultiplier",
            "uom");

    private final XMLStreamReader xml;
    private final ReadLimits limits;
    private final DayLedger ledger;
    private final Feed feed = new Feed();
    private int held;
    private long asides;
    private long keptCharacters;

    private FeedScan(XMLStreamReader xml, ReadLimits limits, DayLedger ledger) {
        this.xml = xml;
        this.limits = limits;
        this.ledger = ledger;
    }

    static Feed scan(InputStream file, ReadLimits limits, DayLedger ledger) throws IOException, IntervalFileException {
        GuardedBytes bytes = new GuardedBytes(file, limits);
        FeedScan scan = null;
        try {
            scan = new FeedScan(parser(limits).createXMLStreamReader(bytes), limits, ledger);
            scan.document();
            return scan.feed;
        } catch (XMLStreamException | WstxLazyException malformed) {
            bytes.rethrow();
            throw new IntervalFileException(
                    FaultReason.XML_MALFORMED,
                    scan == null ? 0 : scan.line(),
                    "The XML is not well-formed, or a part of it is longer or deeper than any feed needs.");
        }
    }

    /** A parser of its own for each feed, since a shared one remembers every name it ever saw. */
    private static XMLInputFactory parser(ReadLimits limits) {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, limits.lineBytes());
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, (long) limits.lineBytes());
        return factory;
    }

    private void document() throws XMLStreamException, IntervalFileException {
        while (xml.hasNext()) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                if (is(Espi.ATOM, "feed")) {
                    feed();
                } else if (is(Espi.ATOM, "entry")) {
                    entry();
                } else {
                    throw fault(
                            FaultReason.FORMAT_UNKNOWN,
                            "The root element is " + Quoted.of(xml.getLocalName())
                                    + "; a Green Button feed begins with " + "feed in the namespace " + Espi.ATOM
                                    + ".");
                }
            }
        }
    }

    private void feed() throws XMLStreamException, IntervalFileException {
        while (nextChild()) {
            if (is(Espi.ATOM, "entry")) {
                entry();
            } else if (is(Espi.ATOM, "updated")) {
                feed.updated(moment());
            } else {
                skip();
            }
        }
    }

    private void entry() throws XMLStreamException, IntervalFileException {
        FeedEntry entry = new FeedEntry(line());
        List<Runnable> contents = new ArrayList<>();
        while (nextChild()) {
            if (is(Espi.ATOM, "link")) {
                String href = xml.getAttributeValue(null, "href");
                keep(href == null ? "" : href);
                entry.link(xml.getAttributeValue(null, "rel"), href);
                skip();
            } else if (is(Espi.ATOM, "title")) {
                entry.title(keep(text()));
            } else if (is(Espi.ATOM, "updated")) {
                entry.updated(moment());
            } else if (is(Espi.ATOM, "content")) {
                while (nextChild()) {
                    resource(entry, contents);
                }
            } else {
                skip();
            }
        }
        // Only now are the entry's links complete.
        contents.forEach(Runnable::run);
    }

    private void resource(FeedEntry entry, List<Runnable> contents) throws XMLStreamException, IntervalFileException {
        aside(RESOURCE);
        if (is(Espi.NAMESPACE, "IntervalBlock")) {
            ReadingBlock block = block(entry);
            contents.add(() -> feed.add(block));
        } else if (is(Espi.NAMESPACE, "MeterReading")) {
            skip();
            contents.add(() -> feed.addMeterReading(entry));
        } else if (is(Espi.NAMESPACE, "ReadingType")) {
            ReadingType type = readingType(entry);
            contents.add(() -> feed.add(type));
        } else if (is(Espi.NAMESPACE, "UsagePoint")) {
            UsagePoint usagePoint = usagePoint(entry);
            contents.add(() -> feed.add(usagePoint));
        } else {
            skip();
        }
    }

    private UsagePoint usagePoint(FeedEntry entry) throws XMLStreamException, IntervalFileException {
        UsagePoint usagePoint = new UsagePoint(entry);
        while (nextChild()) {
            if (is(Espi.NAMESPACE, "ServiceCategory")) {
                while (nextChild()) {
                    if (is(Espi.NAMESPACE, "kind")) {
                        usagePoint.serviceKind(integer("kind"));
                    } else {
                        skip();
                    }
                }
            } else if (is(Espi.NAMESPACE, "serviceDeliveryPoint")) {
                while (nextChild()) {
                    if (is(Espi.NAMESPACE, "name")) {
                        usagePoint.deliveryPointName(text());
                    } else {
                        skip();
                    }
                }
            } else {
                skip();
            }
        }
        return usagePoint;
    }

    private ReadingType readingType(FeedEntry entry) throws XMLStreamException, IntervalFileException {
        ReadingType type = new ReadingType(entry);
        while (nextChild()) {
            String name = xml.getLocalName();
            if (is(Espi.NAMESPACE, name) && READING_TYPE_CODES.contains(name)) {
                type.code(name, integer(name));
            } else {
                skip();
            }
        }
        return type;
    }

    private ReadingBlock block(FeedEntry entry) throws XMLStreamException, IntervalFileException {
        ReadingBlock block = new ReadingBlock(entry);
        while (nextChild()) {
            if (is(Espi.NAMESPACE, "IntervalReading")) {
                reading(block);
            } else {
                skip();
            }
        }
        return block;
    }

    private void reading(ReadingBlock block) throws XMLStreamException, IntervalFileException {
        ledger.row(line());
        held++;
        if (held > limits.heldReadings()) {
            throw fault(
                    FaultReason.TOO_MANY_ROWS,
                    "The feed has more than " + limits.heldReadings() + " readings; split it by premise.");
        }
        boolean hasValue = false;
        boolean hasPeriod = false;
        boolean qualified = false;
        boolean estimated = false;
        long value = 0;
        long start = 0;
        int duration = 0;
        while (nextChild()) {
            if (is(Espi.NAMESPACE, "value")) {
                value = number("value");
                hasValue = true;
            } else if (is(Espi.NAMESPACE, "timePeriod")) {
                hasPeriod = true;
                while (nextChild()) {
                    if (is(Espi.NAMESPACE, "start")) {
                        start = number("start");
                    } else if (is(Espi.NAMESPACE, "duration")) {
                        duration = integer("duration");
                    } else {
                        skip();
                    }
                }
            } else if (is(Espi.NAMESPACE, "ReadingQuality")) {
                while (nextChild()) {
                    if (is(Espi.NAMESPACE, "quality")) {
                        qualified = true;
                        estimated |= Espi.ESTIMATES.contains(integer("quality"));
                    } else {
                        skip();
                    }
                }
            } else {
                skip();
            }
        }
        if (!hasValue || !hasPeriod) {
            throw fault(FaultReason.FIELD_INVALID, "An IntervalReading needs a timePeriod and a value.");
        }
        block.add(start, duration, value, estimated, qualified);
    }

    /** Moves to the next child element of the current one; false at its end. */
    private boolean nextChild() throws XMLStreamException, IntervalFileException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                return true;
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
        }
    }

    private int next() throws XMLStreamException, IntervalFileException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw fault(
                    FaultReason.XML_DTD_REFUSED,
                    "The file has a document type or an entity of its own; feeds have neither.");
        }
        if (event == XMLStreamConstants.START_ELEMENT) {
            aside(xml.getAttributeCount() + xml.getNamespaceCount());
        }
        return event;
    }

    private void skip() throws XMLStreamException, IntervalFileException {
        aside(1);
        int depth = 1;
        while (depth > 0) {
            int event = next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                aside(1);
                depth++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
    }

    private void aside(int count) throws IntervalFileException {
        asides += count;
        if (asides > MOST_ASIDES + held * 4L) {
            throw fault(FaultReason.FILE_TOO_LARGE, "The feed has too much in it besides readings.");
        }
    }

    private String keep(String text) throws IntervalFileException {
        keptCharacters += text.length();
        if (keptCharacters > (long) limits.heldReadings() * CHARACTERS_PER_READING) {
            throw fault(FaultReason.FILE_TOO_LARGE, "The feed has too much in it besides readings.");
        }
        return text;
    }

    private boolean is(String namespace, String name) {
        return name.equals(xml.getLocalName()) && namespace.equals(xml.getNamespaceURI());
    }

    private String text() throws XMLStreamException, IntervalFileException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            int event = next();
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    if (text.length() > limits.lineBytes()) {
                        throw fault(FaultReason.LINE_TOO_LONG, "A text is longer than any value of a feed.");
                    }
                }
                case XMLStreamConstants.START_ELEMENT -> {
                    aside(1);
                    depth++;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // Comments and processing instructions stand between the pieces of a text.
                }
            }
        }
        return text.toString().strip();
    }

    private long number(String name) throws XMLStreamException, IntervalFileException {
        String text = text();
        try {
            // 48 bits with a sign is what the schema allows, and no more than that is ever multiplied.
            long number = Long.parseLong(text);
            if (Math.abs(number) < 1L << 48) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The fault below says so.
        }
        throw fault(FaultReason.FIELD_INVALID, "The " + name + " is " + Quoted.of(text) + ", not a whole number.");
    }

    private int integer(String name) throws XMLStreamException, IntervalFileException {
        long number = number(name);
        if (number != (int) number) {
            throw fault(FaultReason.FIELD_INVALID, "The " + name + " is " + number + ", which is out of range.");
        }
        return (int) number;
    }

    private Instant moment() throws XMLStreamException, IntervalFileException {
        String text = text();
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException notAMoment) {
            throw fault(
                    FaultReason.DATE_INVALID,
                    "The time " + Quoted.of(text) + " is not an RFC 3339 time such as 2026-01-05T12:00:00Z.");
        }
    }

    private long line() {
        return Math.max(xml.getLocation().getLineNumber(), 0);
    }

    private IntervalFileException fault(FaultReason reason, String sentence) {
        return new IntervalFileException(reason, line(), sentence);
    }
}
