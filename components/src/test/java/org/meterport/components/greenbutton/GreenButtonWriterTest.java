package org.meterport.components.greenbutton;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Quality;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.SampleDays;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;

class GreenButtonWriterTest {
    private static final Instant ISSUED = Instant.parse("2026-11-20T12:00:00.123Z");
    private static final String BASE = "/espi/1_1/resource";
    private static final byte[] SALT = "sixteen bytes or more of secret".getBytes(UTF_8);
    /** As another implementation of RFC 4122 computes it. */
    private static final String EXPECTED_ID = "b07a65f3-3dfe-55cd-881a-5c89cdb50a2e";

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String ESPI = "http://naesb.org/espi";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void isReadBackExactlyAsWritten(long seed) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 10; i++) {
            List<DayReadings> days = SampleDays.random(random).stream()
                    .filter(day -> day.esiid().equals(SampleDays.ONCOR))
                    .toList();

            assertThat(SampleDays.read(
                            new GreenButtonReader(),
                            feed(days),
                            ReadContext.of("feed.xml", SampleDays.RECEIVED).withEsiid(SampleDays.ONCOR)))
                    .isEqualTo(days);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"espi-4.0", "espi-3.3", "espi-sdk-2019"})
    void isValidInEverySchemaInUse(String version) throws Exception {
        Path driver = Samples.espi("xsd/" + version + "/driver.xsd");
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        Schema schema = schema(driver);

        for (int i = 0; i < 5; i++) {
            schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(feed(SampleDays.random(random)))));
        }
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(feed(List.of()))));
    }

    @Test
    void linksEveryResourceToTheOneItBelongsTo() throws Exception {
        Document feed = dom(feed(twoChannels()));

        Set<String> selves = new HashSet<>();
        Set<String> related = new HashSet<>();
        for (Element link : elements(feed, ATOM, "link")) {
            if (link.getAttribute("rel").equals("self")) {
                assertThat(selves.add(link.getAttribute("href"))).isTrue();
            }
            if (link.getAttribute("rel").equals("related")) {
                related.add(link.getAttribute("href"));
            }
            assertThat(link.getAttribute("type")).startsWith("espi-");
            assertThat(link.getAttribute("href")).startsWith(BASE + "/");
        }
        for (String kind : List.of("MeterReading", "IntervalBlock")) {
            for (Element resource : elements(feed, ESPI, kind)) {
                Element entry = (Element) resource.getParentNode().getParentNode();
                assertThat(related).contains(href(entry, "up"));
            }
        }
        assertThat(selves)
                .contains(related.stream()
                        .filter(href -> href.contains("/ReadingType/") || href.contains("/LocalTimeParameters/"))
                        .toArray(String[]::new));
        assertThat(elements(feed, ESPI, "LocalTimeParameters")).hasSize(1);
        assertThat(elements(feed, ESPI, "UsagePoint")).hasSize(1);
        assertThat(elements(feed, ESPI, "MeterReading")).hasSize(2);
    }

    @Test
    void tilesEachLocalDayWithOneBlock() throws Exception {
        Document feed = dom(feed(List.of(
                SampleDays.numbered(SampleDays.AUTUMN.minusDays(1), 900),
                SampleDays.numbered(SampleDays.AUTUMN, 900),
                SampleDays.numbered(SampleDays.SPRING, 900))));

        List<Element> blocks = elements(feed, ESPI, "IntervalBlock");

        assertThat(blocks).extracting(block -> text(block, "duration")).containsExactly("86400", "90000", "82800");
        for (Element block : blocks) {
            long next = Long.parseLong(text(block, "start"));
            for (Element reading : elements(block, "IntervalReading")) {
                assertThat(text(reading, "start")).isEqualTo(String.valueOf(next));
                next += Long.parseLong(text(reading, "duration"));
            }
            assertThat(next).isEqualTo(Long.parseLong(text(block, "start")) + Long.parseLong(text(block, "duration")));
        }
    }

    @Test
    void namesTheRulesOfTheAmericanClock() throws Exception {
        String feed = new String(feed(twoChannels()), UTF_8);

        assertThat(feed)
                .contains("<dstEndRule>B40E2000</dstEndRule><dstOffset>3600</dstOffset>"
                        + "<dstStartRule>360E2000</dstStartRule><tzOffset>-21600</tzOffset>");
    }

    @Test
    void leavesMissingReadingsOutAndMarksEstimates() throws Exception {
        DayGrid grid = DayGrid.of(SampleDays.SPRING, 3600);
        DayReadings day = DayReadings.of(
                SampleDays.ONCOR, Channel.CONSUMPTION, grid, ISSUED, withGap(new int[23]), "E-" + "A".repeat(21));

        String feed = new String(feed(List.of(day)), UTF_8);

        assertThat(feed.split("<IntervalReading>", -1)).hasSize(23);
        assertThat(feed.split("<quality>8</quality>", -1)).hasSize(2);
        assertThat(day.quality(1)).isEqualTo(Quality.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2000-01-01", "2001-09-08", "2001-09-09", "2026-11-01", "2286-11-19"})
    void writesNumbersOfAnyLength(String first) throws Exception {
        int[] values = {0, 9, 10, 99, 100, 999, 1_000, 9_999, 10_000, 100_000, Integer.MAX_VALUE};
        DayGrid grid = DayGrid.of(LocalDate.parse(first), 900);
        int[] energy = IntStream.range(0, grid.slots())
                .map(slot -> values[slot % values.length])
                .toArray();
        String qualities = "EA".repeat(grid.slots() / 2);
        DayReadings day = DayReadings.of(SampleDays.ONCOR, Channel.CONSUMPTION, grid, ISSUED, energy, qualities);

        List<Element> readings = elements(dom(feed(List.of(day))), ESPI, "IntervalReading");

        assertThat(readings)
                .extracting(reading -> text(reading, "start") + " " + text(reading, "value"))
                .containsExactlyElementsOf(IntStream.range(0, grid.slots())
                        .mapToObj(slot -> grid.slotStart(slot).getEpochSecond() + " " + energy[slot])
                        .toList());
    }

    @Test
    void tellsNothingOfThePremiseAndKeepsItsIds() throws Exception {
        String feed = new String(feed(twoChannels()), UTF_8);
        String again = new String(feed(twoChannels()), UTF_8);

        assertThat(again).isEqualTo(feed);
        assertThat(feed).doesNotContain("1044372").doesNotContainPattern("[0-9]{13}");
        List<String> ids = elements(dom(feed.getBytes(UTF_8)), ATOM, "id").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .allMatch(id -> UUID.fromString(id.substring(9)).version() == 5);
        for (Element updated : elements(dom(feed.getBytes(UTF_8)), ATOM, "updated")) {
            assertThat(updated.getTextContent()).endsWith("Z").doesNotContain(".");
        }
    }

    @Test
    void derivesIdsAsTheStandardSays() {
        OpaqueIds ids = new OpaqueIds("https://hub.example", new byte[16]);

        assertThat(ids.of("UsagePoint", "1")).hasToString(EXPECTED_ID);
        assertThat(ids.of("UsagePoint", "2")).isNotEqualTo(ids.of("UsagePoint", "1"));
        assertThat(new OpaqueIds("https://hub.example", SALT).of("UsagePoint", "1"))
                .isNotEqualTo(ids.of("UsagePoint", "1"));
        assertThatThrownBy(() -> new OpaqueIds("https://hub.example", new byte[15]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASecondRevisionOfADay() throws Exception {
        DayReadings day = SampleDays.numbered(SampleDays.SPRING, 900);
        try (GreenButtonWriter writer = writer(new ByteArrayOutputStream())) {
            writer.write(day);

            assertThatThrownBy(() -> writer.write(day)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static int[] withGap(int[] energy) {
        energy[1] = DayReadings.NO_READING;
        return energy;
    }

    private static List<DayReadings> twoChannels() {
        DayReadings consumption = SampleDays.numbered(SampleDays.AUTUMN, 900);
        DayReadings generation = DayReadings.of(
                consumption.esiid(),
                Channel.SURPLUS_GENERATION,
                consumption.grid(),
                consumption.revisedAt(),
                consumption.wattHours(),
                consumption.qualities());
        return List.of(consumption, generation);
    }

    private static byte[] feed(List<DayReadings> days) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GreenButtonWriter writer = writer(bytes)) {
            for (DayReadings day : days) {
                writer.write(day);
            }
        }
        return bytes.toByteArray();
    }

    private static GreenButtonWriter writer(ByteArrayOutputStream bytes) {
        return new GreenButtonWriter(bytes, new OpaqueIds("https://hub.example", SALT), BASE, ISSUED);
    }

    private static Document dom(byte[] feed) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(feed));
    }

    private static List<Element> elements(Document document, String namespace, String name) {
        return list(document.getElementsByTagNameNS(namespace, name));
    }

    private static List<Element> elements(Element parent, String name) {
        return list(parent.getElementsByTagNameNS(ESPI, name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).get(0).getTextContent();
    }

    private static String href(Element entry, String rel) {
        return list(entry.getElementsByTagNameNS(ATOM, "link")).stream()
                .filter(link -> link.getAttribute("rel").equals(rel))
                .findFirst()
                .orElseThrow()
                .getAttribute("href");
    }

    /** Schemas import the xml namespace from the web; here it comes from the folder beside them. */
    private static Schema schema(Path driver) throws Exception {
        Path xml = driver.resolveSibling("../common/xml.xsd").normalize();
        var load = (DOMImplementationLS) DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        factory.setResourceResolver((type, namespace, publicId, systemId, baseUri) -> {
            if (systemId == null || !systemId.startsWith("http")) {
                return null;
            }
            LSInput input = load.createLSInput();
            input.setSystemId(xml.toUri().toString());
            input.setByteStream(open(xml));
            return input;
        });
        return factory.newSchema(driver.toFile());
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
