package org.meterport.hub.report.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.meterport.hub.report.adapter.SampleFeedDays.AUTUMN;
import static org.meterport.hub.report.adapter.SampleFeedDays.DAYS;
import static org.meterport.hub.report.adapter.SampleFeedDays.SPRING;
import static org.meterport.hub.report.adapter.SampleFeedDays.TRUTH;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.components.greenbutton.OpaqueIds;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.report.adapter.GreenButtonOracle.Fault;
import org.meterport.hub.shared.StoppedClock;

/** Puts every fault into a good feed that no schema sees, and sees that the oracle finds it. */
class GreenButtonFaultsTest {

    private static final String NAME = "METERPORT_Electric_15_Minute_2025-03-08_2025-11-03.XML";
    private static final String ESIID = "10443720000000011";
    private static final Pattern READING = Pattern.compile("<IntervalReading>.*?</IntervalReading>\n");
    private static final Pattern ENTRY_ID = Pattern.compile("<id>urn:uuid:[0-9a-f-]{36}</id>");

    private final String good = new String(feed(), UTF_8);

    @Test
    void findsNothingInAGoodFeed() throws Exception {
        assertThat(GreenButtonOracle.faults(good.getBytes(UTF_8), NAME, TRUTH)).isEmpty();
        assertThat(GreenButtonOracle.faultsOfRepetition(good.getBytes(UTF_8), feed()))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void findsTheFault(String name, Fault fault, UnaryOperator<String> mutation) throws Exception {
        String mutated = mutation.apply(good);

        assertThat(mutated).isNotEqualTo(good);
        assertThat(GreenButtonOracle.faults(mutated.getBytes(UTF_8), NAME, TRUTH))
                .contains(fault);
        if (EspiSchemas.areThere()) {
            assertThatCode(() -> EspiSchemas.validate("espi-4.0", mutated.getBytes(UTF_8)))
                    .as("no schema sees it")
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Arguments> findsTheFault() {
        return Stream.of(
                fault("no time parameters", Fault.TIME_RULES_MISSING, GreenButtonFaultsTest::withoutTimeParameters),
                fault("the repeated hour at one start", Fault.START_REPEATED, GreenButtonFaultsTest::repeatedHourTwice),
                fault("a day's first reading dropped", Fault.READING_MISSING, feed -> without(feed, SPRING, 0)),
                fault("a reading in mid-day dropped", Fault.READING_MISSING, feed -> without(feed, AUTUMN, 55)),
                fault("a reading too long", Fault.READING_OVERLAPS, GreenButtonFaultsTest::tooLong),
                fault(
                        "24 hours on the day of 25",
                        Fault.BLOCK_NOT_A_LOCAL_DAY,
                        feed -> feed.replace("<interval><duration>90000<", "<interval><duration>86400<")),
                fault(
                        "24 hours on the day of 23",
                        Fault.BLOCK_NOT_A_LOCAL_DAY,
                        feed -> feed.replace("<interval><duration>82800<", "<interval><duration>86400<")),
                fault(
                        "a wrong start of summer time",
                        Fault.TIME_RULES_WRONG,
                        feed -> feed.replace("360E2000", "340E2000")),
                fault(
                        "a wrong end of summer time",
                        Fault.TIME_RULES_WRONG,
                        feed -> feed.replace("B40E2000", "AE0E2000")),
                fault(
                        "a wrong zone",
                        Fault.TIME_RULES_WRONG,
                        feed -> feed.replace("<tzOffset>-21600<", "<tzOffset>-25200<")),
                fault(
                        "a thousand times too much",
                        Fault.ENERGY_WRONG,
                        feed -> feed.replace("<powerOfTenMultiplier>0<", "<powerOfTenMultiplier>3<")),
                fault(
                        "one id for everything",
                        Fault.ID_REPEATED,
                        feed -> ENTRY_ID.matcher(feed)
                                .replaceAll("<id>urn:uuid:b07a65f3-3dfe-55cd-881a-5c89cdb50a2e</id>")),
                fault(
                        "a time with an offset",
                        Fault.TIME_NOT_UTC,
                        feed -> feed.replaceFirst(
                                "<published>([^<]*)Z</published>", "<published>$1-06:00</published>")),
                fault(
                        "an ESIID in a title",
                        Fault.ESIID_SHOWN,
                        feed -> feed.replace("<title>Electric Service<", "<title>Electric Service " + ESIID + "<")),
                fault(
                        "an ESIID in an id",
                        Fault.ESIID_SHOWN,
                        feed -> ENTRY_ID.matcher(feed).replaceFirst("<id>urn:esiid:1008901000000000000033</id>")),
                fault(
                        "an ESIID in an address",
                        Fault.ESIID_SHOWN,
                        feed -> feed.replaceAll("/UsagePoint/[0-9a-f-]{36}", "/UsagePoint/" + ESIID)),
                fault(
                        "links that lead nowhere",
                        Fault.LINK_BROKEN,
                        feed -> feed.replaceAll("(rel=\"up\" href=\"[^\"]*)/IntervalBlock\"", "$1/Intervals\"")),
                fault("a whole day dropped", Fault.DAY_MISSING, GreenButtonFaultsTest::withoutADay));
    }

    @Test
    void findsAnEsiidInAFileName() throws Exception {
        assertThat(GreenButtonOracle.faults(good.getBytes(UTF_8), "Usage_" + ESIID + ".XML", TRUTH))
                .containsExactly(Fault.ESIID_SHOWN);
    }

    @Test
    void findsIdsThatAreNewOnEachExport() throws Exception {
        String again = ENTRY_ID.matcher(good).replaceAll(id -> "<id>urn:uuid:" + UUID.randomUUID() + "</id>");

        assertThat(GreenButtonOracle.faultsOfRepetition(good.getBytes(UTF_8), again.getBytes(UTF_8)))
                .containsExactly(Fault.ID_CHANGED);
    }

    private static Arguments fault(String name, Fault fault, UnaryOperator<String> mutation) {
        return Arguments.of(name, fault, mutation);
    }

    private static String withoutTimeParameters(String feed) {
        return Pattern.compile(
                        "<entry>(?:(?!</entry>).)*<LocalTimeParameters(?:(?!</entry>).)*</entry>\n", Pattern.DOTALL)
                .matcher(feed)
                .replaceFirst("");
    }

    /** As a writer does that counts local hours: the second pass begins where the first one did. */
    private static String repeatedHourTwice(String feed) {
        long secondPass = midnight(AUTUMN) + 2 * 3600;
        String mutated = feed;
        for (int quarter = 0; quarter < 4; quarter++) {
            long start = secondPass + quarter * 900L;
            mutated = mutated.replace("<start>" + start + "<", "<start>" + (start - 3600) + "<");
        }
        return mutated;
    }

    private static String tooLong(String feed) {
        String start = "<duration>900</duration><start>" + (midnight(AUTUMN) + 40 * 900) + "<";
        return feed.replaceFirst(start, start.replace(">900<", ">1800<"));
    }

    private static String without(String feed, LocalDate day, int slot) {
        String start = "<start>" + (midnight(day) + slot * 900L) + "<";
        List<String> readings = READING.matcher(feed)
                .results()
                .map(MatchResult::group)
                .filter(reading -> reading.contains(start))
                .toList();
        return feed.replace(readings.get(0), "");
    }

    private static String withoutADay(String feed) {
        int block = feed.indexOf("<interval><duration>82800<");
        return feed.substring(0, feed.lastIndexOf("<entry>", block))
                + feed.substring(feed.indexOf("</entry>\n", block) + "</entry>\n".length());
    }

    private static long midnight(LocalDate day) {
        return day.atStartOfDay(ZoneId.of("America/Chicago")).toEpochSecond();
    }

    private static byte[] feed() {
        var ids = new OpaqueIds("https://hub.example", new byte[16]);
        return new GreenButtonFeeds(ids, new StoppedClock(Samples.NOW)).feed(DAYS);
    }
}
