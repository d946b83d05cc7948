package org.meterport.components.greenbutton;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.SampleDays;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Public sample feeds, judged by a plain DOM that shares nothing with the reader. */
class RealFeedsTest {

    @ParameterizedTest
    @ValueSource(strings = {"sdk_15minLP_15Days.xml", "cmd_BatchBulk.xml"})
    void readsTheSameEnergyIntervalByInterval(String name) throws Exception {
        Path file = Samples.espi("samples/" + name);

        List<DayReadings> days = read(file);

        assertThat(energies(days)).isEqualTo(new TreeMap<>(readingsByDom(file)));
        assertThat(days).hasSize(15).allMatch(day -> day.intervalSeconds() == 900);
        // Cut at midnight Eastern, so an hour is Central's of the day before and an hour is missing at the end.
        assertThat(days.get(0).day()).isEqualTo("2012-02-29");
        assertThat(days.get(0).present()).isEqualTo(4);
        assertThat(days.get(11).day()).isEqualTo("2012-03-11");
        assertThat(days.get(11).slots()).isEqualTo(92).isEqualTo(days.get(11).present());
        assertThat(days.get(14).missing()).isEqualTo(4);
        assertThat(days).extracting(DayReadings::revisedAt).containsOnly(Instant.parse("2012-10-24T00:00:00Z"));
    }

    @Test
    void takesTheEstimateThatTheBulkFeedMarks() throws Exception {
        List<DayReadings> days = read(Samples.espi("samples/cmd_BatchBulk.xml"));

        assertThat(days.stream().mapToInt(DayReadings::estimated).sum()).isEqualTo(1);
    }

    @Test
    void bringsEveryHourOfTheCoastalYearHome() throws Exception {
        Path file = Samples.espi("samples/sdk_Coastal_Single_Family_2011.xml");
        List<Map.Entry<Long, Integer>> inFile = readingsInFileOrder(file);

        List<DayReadings> days = read(file);
        NavigableMap<Long, Integer> read = energies(days);

        assertThat(days).allMatch(day -> day.intervalSeconds() == 3600);
        assertThat(read).hasSize(8760);
        assertThat(new ArrayList<>(read.values()))
                .isEqualTo(inFile.stream().map(Map.Entry::getValue).toList());
        assertThat(days.stream().mapToLong(DayReadings::totalWattHours).sum())
                .isEqualTo(inFile.stream().mapToLong(Map.Entry::getValue).sum());
        // Seven hours on each day of a clock change bear a start an hour off; all others are where the feed says.
        assertThat(inFile.stream().filter(reading -> !reading.getValue().equals(read.get(reading.getKey()))))
                .allSatisfy(reading -> assertThat(
                                LocalDate.ofInstant(Instant.ofEpochSecond(reading.getKey()), ZoneOffset.UTC))
                        .isIn(LocalDate.of(2011, 3, 13), LocalDate.of(2011, 11, 6)));
        assertThat(days.stream().mapToInt(DayReadings::estimated).sum()).isEqualTo(17);
        assertThat(days.stream().filter(day -> day.missing() > 0).map(DayReadings::day))
                .containsExactly(LocalDate.of(2011, 1, 1), LocalDate.of(2012, 1, 1));
    }

    private static List<DayReadings> read(Path file) throws Exception {
        List<DayReadings> days = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            new GreenButtonReader()
                    .read(
                            in,
                            ReadContext.of(file.toString(), SampleDays.RECEIVED).withEsiid(SampleDays.ONCOR),
                            days::add);
        }
        return days;
    }

    private static NavigableMap<Long, Integer> energies(List<DayReadings> days) {
        NavigableMap<Long, Integer> energies = new TreeMap<>();
        for (DayReadings day : days) {
            for (int slot = 0; slot < day.slots(); slot++) {
                if (day.isPresent(slot)) {
                    energies.put(day.grid().slotStart(slot).getEpochSecond(), day.wattHours(slot));
                }
            }
        }
        return energies;
    }

    private static Map<Long, Integer> readingsByDom(Path file) throws Exception {
        Map<Long, Integer> readings = new TreeMap<>();
        readingsInFileOrder(file)
                .forEach(reading -> assertThat(readings.put(reading.getKey(), reading.getValue()))
                        .isNull());
        return readings;
    }

    private static List<Map.Entry<Long, Integer>> readingsInFileOrder(Path file) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        NodeList readings = factory.newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagNameNS("http://naesb.org/espi", "IntervalReading");
        List<Map.Entry<Long, Integer>> all = new ArrayList<>();
        for (int i = 0; i < readings.getLength(); i++) {
            Element reading = (Element) readings.item(i);
            all.add(Map.entry(Long.valueOf(text(reading, "start")), Integer.valueOf(text(reading, "value"))));
        }
        return all;
    }

    private static String text(Element reading, String name) {
        return reading.getElementsByTagNameNS("http://naesb.org/espi", name)
                .item(0)
                .getTextContent()
                .strip();
    }
}
