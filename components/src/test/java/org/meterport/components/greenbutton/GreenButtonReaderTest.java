package org.meterport.components.greenbutton;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.ReadLimits;
import org.meterport.components.intervalfile.SampleDays;
import org.meterport.components.intervalfile.StrangeStreams;

class GreenButtonReaderTest {
    /** 5 January 2026, midnight Central. */
    private static final long MIDNIGHT = 1767592800;

    /** Two usage points; the second generates. Blocks come before what they belong to. */
    private static final String FEED = """
            <?xml version="1.0" encoding="UTF-8"?>
            <a:feed xmlns:a="http://www.w3.org/2005/Atom" xmlns:e="http://naesb.org/espi">
            <a:updated>2026-01-06T09:00:00-06:00</a:updated>
            <a:entry><a:link rel="up" href="/up/1/mr/1/ib"/><a:content><e:IntervalBlock>
              <e:interval><e:duration>1800</e:duration><e:start>1767592800</e:start></e:interval>
              <e:IntervalReading><e:cost>9</e:cost><e:timePeriod><e:duration>900</e:duration><e:start>1767592800</e:start></e:timePeriod><e:value>580</e:value></e:IntervalReading>
              <e:IntervalReading><e:ReadingQuality><e:quality>8</e:quality></e:ReadingQuality><e:timePeriod><e:duration>900</e:duration><e:start>1767593700</e:start></e:timePeriod><e:value>581</e:value></e:IntervalReading>
            </e:IntervalBlock></a:content></a:entry>
            <a:entry><a:link rel="up" href="/up/2/mr/1/ib"/><a:updated>2026-01-07T00:00:00Z</a:updated><a:content><e:IntervalBlock>
              <e:IntervalReading><e:timePeriod><e:duration>3600</e:duration><e:start>1767592800</e:start></e:timePeriod><e:value>3</e:value></e:IntervalReading>
            </e:IntervalBlock></a:content></a:entry>
            <a:entry><a:link rel="self" href="/mr/1"/><a:link rel="up" href="/up/1/mr"/><a:link rel="related" href="/up/1/mr/1/ib"/><a:link rel="related" href="/rt/1"/><a:content><e:MeterReading/></a:content></a:entry>
            <a:entry><a:link rel="up" href="/up/2/mr"/><a:link rel="related" href="/up/2/mr/1/ib"/><a:link rel="related" href="/rt/2"/><a:content><e:MeterReading/></a:content></a:entry>
            <a:entry><a:link rel="self" href="/rt/1"/><a:content><e:ReadingType><e:commodity>1</e:commodity><e:flowDirection>1</e:flowDirection><e:intervalLength>900</e:intervalLength><e:uom>72</e:uom></e:ReadingType></a:content></a:entry>
            <a:entry><a:link rel="self" href="/rt/2"/><a:content><e:ReadingType><e:defaultQuality>8</e:defaultQuality><e:flowDirection>19</e:flowDirection><e:powerOfTenMultiplier>3</e:powerOfTenMultiplier><e:uom>72</e:uom></e:ReadingType></a:content></a:entry>
            <a:entry><a:title>10443720001234567</a:title><a:link rel="related" href="/up/1/mr"/><a:content><e:UsagePoint><e:ServiceCategory><e:kind>0</e:kind></e:ServiceCategory></e:UsagePoint></a:content></a:entry>
            <a:entry><a:title>house</a:title><a:link rel="related" href="/up/2/mr"/><a:content><e:UsagePoint><e:serviceDeliveryPoint><e:name>1008901000123456789012</e:name></e:serviceDeliveryPoint></e:UsagePoint></a:content></a:entry>
            </a:feed>
            """;

    private final GreenButtonReader reader = new GreenButtonReader();

    @Test
    void followsLinksInAnyOrderAndUnderAnyPrefix() throws Exception {
        List<DayReadings> days = SampleDays.read(reader, FEED.getBytes(UTF_8));

        assertThat(days).extracting(DayReadings::esiid).containsExactly(SampleDays.ONCOR, SampleDays.CENTERPOINT);
        assertThat(days.get(0).qualities()).startsWith("AE-").hasSize(96);
        assertThat(days.get(0).wattHours(1)).isEqualTo(581);
        assertThat(days.get(0).revisedAt()).isEqualTo(Instant.parse("2026-01-06T15:00:00Z"));
        assertThat(days.get(1).channel()).isEqualTo(Channel.SURPLUS_GENERATION);
        assertThat(days.get(1).intervalSeconds()).isEqualTo(3600);
        assertThat(days.get(1).qualities()).startsWith("E-");
        assertThat(days.get(1).wattHours(0)).isEqualTo(3000);
        assertThat(days.get(1).revisedAt()).isEqualTo(Instant.parse("2026-01-07T00:00:00Z"));
    }

    @Test
    void takesTheOnlyReadingTypeWhereNoLinkLeadsToOne() throws Exception {
        assertThat(SampleDays.read(reader, small(reading(0, 900, "5")).getBytes(UTF_8), context()))
                .singleElement()
                .satisfies(day -> assertThat(day.totalWattHours()).isEqualTo(5))
                .satisfies(day -> assertThat(day.revisedAt()).isEqualTo(SampleDays.RECEIVED));
    }

    @Test
    void asksForThePremiseWhereTheFeedNamesNone() {
        IntervalFileException fault =
                faultOf(small(reading(0, 900, "5")), ReadContext.of("feed.xml", SampleDays.RECEIVED));

        assertThat(fault.reason()).isEqualTo(FaultReason.ESIID_NEEDED);
        assertThat(fault.sentence()).contains("name the ESIID");
    }

    @Test
    void refusesAPremiseThatContradictsTheSender() {
        assertThat(faultOf(FEED, context()).reason()).isEqualTo(FaultReason.ESIID_MISMATCH);
    }

    @Test
    void refusesOneEsiidForTheReadingsOfTwoUsagePoints() {
        String anonymous = FEED.replace("10443720001234567", "flat").replace("1008901000123456789012", "house");

        assertThat(faultOf(anonymous, context()).reason()).isEqualTo(FaultReason.USAGE_POINT_AMBIGUOUS);
    }

    @Test
    void putsADayTogetherThatTwoBlocksShare() throws Exception {
        String two = small(reading(0, 900, "5") + "</IntervalBlock><IntervalBlock xmlns=\"http://naesb.org/espi\">"
                + reading(900, 900, "6"));

        assertThat(SampleDays.read(reader, two.getBytes(UTF_8), context()))
                .singleElement()
                .satisfies(day -> assertThat(day.qualities()).startsWith("AA-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<uom>72</uom>                     | <uom>38</uom>                       | UNIT_UNSUPPORTED",
                "<uom>72</uom>                     | ''                                  | UNIT_UNSUPPORTED",
                "<uom>72</uom>                     | <powerOfTenMultiplier>12</powerOfTenMultiplier><uom>72</uom> | UNIT_UNSUPPORTED",
                "<uom>72</uom>                     | <uom>Wh</uom>                       | FIELD_INVALID",
                "<uom>72</uom>                     | <uom>72</uom><commodity>7</commodity> | READING_TYPE_UNSUPPORTED",
                "<uom>72</uom>                     | <uom>72</uom><kind>37</kind>        | READING_TYPE_UNSUPPORTED",
                "<uom>72</uom>                     | <accumulationBehaviour>1</accumulationBehaviour><uom>72</uom> | READING_TYPE_UNSUPPORTED",
                "<flowDirection>1</flowDirection>  | <flowDirection>4</flowDirection>    | CHANNEL_UNKNOWN",
                "<uom>72</uom>                     | <uom>72</uom><intervalLength>86400</intervalLength> | INTERVAL_LENGTH",
                "<uom>72</uom>                     | <uom>72</uom><intervalLength>3600</intervalLength>  | INTERVAL_LENGTH",
                "<value>5</value>                  | <value>-5</value>                   | ENERGY_NEGATIVE",
                "<value>5</value>                  | <value>5000000000</value>           | ENERGY_INVALID",
                "<value>5</value>                  | <value>0.61</value>                 | FIELD_INVALID",
                "<value>5</value>                  | <value>99999999999999999999</value> | FIELD_INVALID",
                "<value>5</value>                  | ''                                  | FIELD_INVALID",
                "<duration>900</duration>          | <duration>450</duration>            | INTERVAL_LENGTH",
                "<duration>900</duration>          | <duration>9999999999</duration>     | FIELD_INVALID",
                "<start>1767592800</start>         | <start>1767592801</start>           | INTERVAL_MISALIGNED",
                "<start>1767592800</start>         | <start>17675928000</start>          | DAY_IN_FUTURE",
                "<start>1767592800</start>         | <start>-1</start>                   | DATE_INVALID",
                "<content>                         | <updated>yesterday</updated><content> | DATE_INVALID",
                "<ReadingType                      | <UsagePoint xmlns=\"http://naesb.org/espi\"><ServiceCategory><kind>1</kind></ServiceCategory></UsagePoint><ReadingType | READING_TYPE_UNSUPPORTED",
                "ReadingType                       | OtherType                           | LINK_UNRESOLVED",
                "IntervalBlock                     | OtherBlock                          | FILE_EMPTY",
                "w3.org/2005/Atom                  | w3.org/2005/Other                   | FORMAT_UNKNOWN",
                "</feed>                           | </feed><feed/>                      | XML_MALFORMED",
                "</feed>                           | ''                                  | XML_MALFORMED"
            })
    void refusesAFeedThatBreaksARule(String right, String wrong, FaultReason reason) {
        String feed = small(reading(0, 900, "5"));
        assertThat(feed).contains(right);

        IntervalFileException fault = faultOf(feed.replace(right, wrong), context());

        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.sentence()).endsWith(".");
    }

    @Test
    void countsMultipliersInWholeWattHours() throws Exception {
        String thousandths =
                small(reading(0, 900, "5000")).replace("<uom>", "<powerOfTenMultiplier>-3</powerOfTenMultiplier><uom>");

        assertThat(SampleDays.read(reader, thousandths.getBytes(UTF_8), context())
                        .get(0)
                        .totalWattHours())
                .isEqualTo(5);
        assertThat(faultOf(thousandths.replace("5000", "5001"), context()).reason())
                .isEqualTo(FaultReason.ENERGY_PRECISION);
    }

    @Test
    void refusesTheSameIntervalTwice() {
        assertThat(faultOf(small(reading(0, 900, "5") + reading(0, 900, "5")), context())
                        .reason())
                .isEqualTo(FaultReason.INTERVAL_DUPLICATE);
    }

    @Test
    void refusesADayOfTwoIntervalLengths() {
        String mixed = small(reading(0, 900, "5") + "</IntervalBlock><IntervalBlock xmlns=\"http://naesb.org/espi\">"
                + reading(3600, 3600, "6"));

        assertThat(faultOf(mixed, context()).reason()).isEqualTo(FaultReason.INTERVAL_LENGTH);
    }

    @Test
    void refusesReadingsThatFitNoneOfSeveralReadingTypes() {
        String unlinked =
                FEED.replace("href=\"/rt/1\"/><a:content><e:MeterReading", "href=\"/x\"/><a:content><e:MeterReading");

        assertThat(faultOf(unlinked, ReadContext.of("feed.xml", SampleDays.RECEIVED))
                        .reason())
                .isEqualTo(FaultReason.LINK_UNRESOLVED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE feed [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]> | &b;",
                "<!DOCTYPE feed [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>                  | &x;",
                "<!DOCTYPE feed SYSTEM 'http://127.0.0.1:9/feed.dtd'>                       | 5",
                "<!DOCTYPE feed>                                                            | 5"
            })
    void refusesEntitiesBeforeReadingThem(String documentType, String value) {
        String feed = documentType + small(reading(0, 900, value));

        assertThat(faultOf(feed, context()).reason()).isEqualTo(FaultReason.XML_DTD_REFUSED);
    }

    @Test
    void refusesEntitiesThatNothingDeclares() {
        assertThat(faultOf(small(reading(0, 900, "&b;")), context()).reason())
                .isIn(FaultReason.XML_DTD_REFUSED, FaultReason.XML_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "<feed xmlns='http://www.w3.org/2005/Atom'><",
        "<feed a='",
        "<feed xmlns='http://www.w3.org/2005/Atom'>x"
    })
    void refusesEndlessNamesAndValues(String start) {
        StrangeStreams.Endless endless = new StrangeStreams.Endless('a');

        IntervalFileException fault =
                faultOf(new SequenceInputStream(new ByteArrayInputStream(start.getBytes(UTF_8)), endless), context());

        assertThat(fault.reason()).isIn(FaultReason.LINE_TOO_LONG, FaultReason.XML_MALFORMED);
        assertThat(endless.taken()).isLessThan(1_000_000);
    }

    @Test
    void refusesFeedsBeyondItsLimits() {
        String two = small(reading(0, 900, "5") + reading(900, 900, "5"));
        String deep = small("<a>".repeat(70) + "</a>".repeat(70));
        String idle = small("<a/>".repeat(600_000));

        assertThat(faultOf(two, context().withLimits(new ReadLimits(100, 1000, 9, 9, 9)))
                        .reason())
                .isEqualTo(FaultReason.FILE_TOO_LARGE);
        assertThat(faultOf(two, context().withLimits(new ReadLimits(10_000, 1000, 9, 9, 1)))
                        .reason())
                .isEqualTo(FaultReason.TOO_MANY_ROWS);
        assertThat(faultOf(two, context().withLimits(new ReadLimits(10_000, 1000, 1, 9, 9)))
                        .reason())
                .isEqualTo(FaultReason.TOO_MANY_ROWS);
        assertThat(faultOf(deep, context()).reason()).isEqualTo(FaultReason.XML_MALFORMED);
        assertThat(faultOf(idle, context()).reason()).isEqualTo(FaultReason.FILE_TOO_LARGE);
        String titled = two.replace("<content>", "<title>" + "t".repeat(900) + "</title><content>");
        assertThat(faultOf(titled, context().withLimits(new ReadLimits(10_000, 1000, 9, 9, 9)))
                        .reason())
                .isEqualTo(FaultReason.FILE_TOO_LARGE);
    }

    @Test
    void refusesEncodingsThatHideMarkup() {
        assertThat(faultOf(new ByteArrayInputStream(small(reading(0, 900, "5")).getBytes(UTF_16)), context())
                        .reason())
                .isEqualTo(FaultReason.ENCODING_UNSUPPORTED);
    }

    @Test
    void doesNotBlameTheFeedForADiskThatFails() {
        InputStream broken =
                StrangeStreams.breakingAfter(FEED.substring(0, 2000).getBytes(UTF_8));

        assertThat(catchThrowableOfType(IOException.class, () -> reader.read(broken, context(), day -> {})))
                .hasMessage("disk gone");
    }

    private static String reading(long offset, int seconds, String value) {
        return "<IntervalReading><timePeriod><duration>" + seconds + "</duration><start>" + (MIDNIGHT + offset)
                + "</start></timePeriod><value>" + value + "</value></IntervalReading>\n";
    }

    private static String small(String readings) {
        return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content>"
                + "<IntervalBlock xmlns=\"http://naesb.org/espi\">" + readings + "</IntervalBlock>"
                + "<ReadingType xmlns=\"http://naesb.org/espi\"><flowDirection>1</flowDirection><uom>72</uom></ReadingType>"
                + "</content></entry></feed>";
    }

    private static ReadContext context() {
        return ReadContext.of("feed.xml", SampleDays.RECEIVED).withEsiid(SampleDays.ONCOR);
    }

    private IntervalFileException faultOf(String feed, ReadContext context) {
        return faultOf(new ByteArrayInputStream(feed.getBytes(UTF_8)), context);
    }

    private IntervalFileException faultOf(InputStream feed, ReadContext context) {
        return catchThrowableOfType(IntervalFileException.class, () -> reader.read(feed, context, day -> {}));
    }
}
