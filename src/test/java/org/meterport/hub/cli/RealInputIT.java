package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.hub.cli.HttpCaller.Answer;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Public Green Button feeds go in by the command line and come out of the APIs with the energy that a plain reading of
 * the feed gives. The feeds are not part of the project; without them these tests are skipped.
 */
class RealInputIT {

    private static final String ESPI = "http://naesb.org/espi";
    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final DateTimeFormatter SMT_DATE = DateTimeFormatter.ofPattern("MM/dd/uuuu");
    private static final String[] PORTS_OF_IMPORT = {
        "meterport.data", "meterport.http.port", "meterport.http.https-port", "meterport.filedrop.sftp-port"
    };

    private final RunningHub hub = RunningHub.shared();

    @ParameterizedTest
    @CsvSource({"sdk_15minLP_15Days.xml, 21", "cmd_BatchBulk.xml, 22"})
    void givesTheQuarterHoursOfAFeedBackUnchanged(String name, int number) throws Exception {
        Path feed = feed(name);
        Premise premise = hub.premise(number);
        SortedMap<Long, Long> expected = readings(feed);
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "ENERGY_DATA");

        Run first = importing(premise, feed);
        Run second = importing(premise, feed);

        assertThat(first.exit()).as(first.shown()).isZero();
        assertThat(first.shown()).contains(name + ": STORED", expected.size() + " readings");
        assertThat(second.exit()).as(second.shown()).isZero();
        assertThat(second.shown()).contains(name + ": UNCHANGED");
        assertThat(quarterHours(smt(premise, expected))).isEqualTo(expected);
    }

    @Test
    void storesAYearOfHoursAndSaysWhyThereAreNoQuarterHours() throws Exception {
        Path feed = feed("sdk_Coastal_Single_Family_2011.xml");
        Premise premise = hub.premise(23);
        List<Long> values = values(feed);
        SortedMap<Long, Long> byStart = readings(feed);
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "ENERGY_DATA");

        Run run = importing(premise, feed);

        assertThat(run.exit()).as(run.shown()).isZero();
        SortedMap<Long, Long> hours = hours(own(premise, "2011-01-01", "2012-01-01"));
        assertThat(hours).hasSize(8_760).hasSameSizeAs(values);
        assertThat(total(hours.values())).isEqualTo(total(values));
        // at its two clock changes the feed's own starts are an hour off; its order is right all year
        assertThat(new ArrayList<>(hours.values())).isEqualTo(values);
        assertThat(hours.entrySet().stream()
                        .filter(hour -> !hour.getValue().equals(byStart.get(hour.getKey())))
                        .count())
                .isLessThanOrEqualTo(16);

        Answer quarterHours = smt(premise, byStart);
        assertThat(quarterHours.status()).isEqualTo(200);
        assertThat(quarterHours.json().path("errorCode").asText()).isEqualTo("1");
        assertThat(quarterHours.json().path("errorMessage").asText())
                .contains("no 15-minute readings", "60-minute")
                .matches("[^.]+.*\\.");
    }

    @Test
    void storesAFeedForEachPremiseItIsMappedTo() throws Exception {
        Path feed = feed("sdk_15minLP_15Days.xml");
        Premise one = hub.premise(24);
        Premise other = sameUtility(one);
        SortedMap<Long, Long> expected = readings(feed);
        hub.grant(SandboxAccounts.BLUEBONNET, other, "ENERGY_DATA");

        importing(one, feed);
        Run second = importing(other, feed);

        assertThat(second.shown()).contains(": STORED");
        assertThat(quarterHours(smt(other, expected))).isEqualTo(expected);
    }

    @Test
    void endsWithAnErrorForAFileThatIsRefused() throws Exception {
        Path feed = Files.writeString(Files.createTempFile("not-a-feed", ".xml"), "<html><body/></html>");

        Run run = importing(hub.premise(25), feed);
        Files.delete(feed);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.shown())
                .contains("FAIL", feed.getFileName().toString(), "1 of 1 files was refused; nothing of it is stored.");
    }

    private static Path feed(String name) {
        Path feed = RouteUnderTest.projectRoot().resolve("../shared/espi/samples/" + name);
        assumeTrue(Files.exists(feed), () -> "skipped: the public sample " + name + " is not beside the project");
        return feed;
    }

    private Premise sameUtility(Premise one) {
        for (int number = one.number() + 1; ; number++) {
            Premise other = hub.premise(number);
            if (SandboxAccounts.tdspOf(other.esiid()).equals(SandboxAccounts.tdspOf(one.esiid()))) {
                return other;
            }
        }
    }

    private Run importing(Premise premise, Path file) {
        List<String> arguments =
                new ArrayList<>(List.of("import", "--esiid", premise.esiid().value(), file.toString()));
        for (String key : PORTS_OF_IMPORT) {
            arguments.add("--" + key + "=" + hub.hub().setting(key));
        }
        var shown = new ByteArrayOutputStream();
        int exit = MeterportCommand.run(
                arguments,
                RouteUnderTest.projectRoot(),
                new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));
        return new Run(exit, shown.toString(StandardCharsets.UTF_8));
    }

    private Answer smt(Premise premise, SortedMap<Long, Long> span) {
        return hub.http()
                .post(
                        "/v2/15minintervalreads/",
                        Optional.of(hub.token(SandboxAccounts.BLUEBONNET)),
                        "{\"trans_id\":\"real-" + premise.number() + "\",\"deliveryMode\":\"API\",\"startDate\":\""
                                + day(span.firstKey()) + "\",\"endDate\":\"" + day(span.lastKey())
                                + "\",\"esiid\":[\"" + premise.esiid() + "\"]}");
    }

    private JsonNode own(Premise premise, String from, String to) {
        return hub.http()
                .get(
                        "/api/v1/usage/" + premise.esiid() + "/intervals?intervalSeconds=3600&from=" + from + "&to="
                                + to,
                        Optional.of(hub.token(SandboxAccounts.BLUEBONNET)))
                .json();
    }

    /** Wh by start, from places that are counted here anew: 9 to 12 are the second pass of the hour from 01:00. */
    private static SortedMap<Long, Long> quarterHours(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        SortedMap<Long, Long> found = new TreeMap<>();
        for (JsonNode day : answer.json().path("energyData")) {
            LocalDate date = LocalDate.parse(day.path("DT").asText(), SMT_DATE);
            String[] places = day.path("RD").asText().split(",", -1);
            assertThat(places).hasSize(100);
            for (int place = 0; place < places.length; place++) {
                if (!places[place].isEmpty()) {
                    String[] reading = places[place].split("-", 2);
                    found.put(start(date, place), Math.round(Double.parseDouble(reading[0]) * 1000));
                }
            }
        }
        return found;
    }

    private static long start(LocalDate date, int place) {
        boolean secondPass = place >= 8 && place < 12;
        int quarter = place < 8 ? place : place - 4;
        ZonedDateTime time =
                date.atTime(LocalTime.ofSecondOfDay(quarter * 900L)).atZone(CENTRAL);
        return (secondPass ? time.withLaterOffsetAtOverlap() : time.withEarlierOffsetAtOverlap()).toEpochSecond();
    }

    private static SortedMap<Long, Long> hours(JsonNode answer) {
        SortedMap<Long, Long> found = new TreeMap<>();
        for (JsonNode day : answer.path("items")) {
            long start = Instant.parse(day.path("startsAt").asText()).getEpochSecond();
            JsonNode energy = day.path("energyWh");
            for (int hour = 0; hour < energy.size(); hour++) {
                if (!energy.path(hour).isNull()) {
                    found.put(start + hour * 3600L, energy.path(hour).asLong());
                }
            }
        }
        return found;
    }

    private static SortedMap<Long, Long> readings(Path feed) throws Exception {
        SortedMap<Long, Long> readings = new TreeMap<>();
        elements(feed).forEach(reading -> readings.put(number(reading, "start"), number(reading, "value")));
        return readings;
    }

    private static List<Long> values(Path feed) throws Exception {
        return elements(feed).stream().map(reading -> number(reading, "value")).toList();
    }

    private static List<Element> elements(Path feed) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(feed.toFile());
        var found = document.getElementsByTagNameNS(ESPI, "IntervalReading");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static long number(Element reading, String name) {
        return Long.parseLong(reading.getElementsByTagNameNS(ESPI, name)
                .item(0)
                .getTextContent()
                .strip());
    }

    private static String day(long epochSecond) {
        return SMT_DATE.format(Instant.ofEpochSecond(epochSecond).atZone(CENTRAL));
    }

    private static long total(Iterable<Long> values) {
        long total = 0;
        for (long value : values) {
            total += value;
        }
        return total;
    }

    private record Run(int exit, String shown) {}
}
