package org.meterport.hub.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.meterport.hub.portal.UsageChart.Bar;
import org.meterport.hub.portal.UsageChart.Label;
import org.meterport.hub.portal.UsageChart.Reading;

class UsageChartTest {

    @Test
    void drawsTheHighestReadingAtFullHeightAndTheOthersInProportion() {
        UsageChart chart = UsageChart.of(List.of(reading("2026-03-01", 2_000), reading("2026-03-02", 500)));

        assertThat(chart.highestWh()).isEqualTo(2_000);
        assertThat(chart.bars()).extracting(Bar::height).containsExactly(240.0, 60.0);
        assertThat(chart.bars()).extracting(Bar::y).containsExactly(0.0, 180.0);
        assertThat(chart.bars().get(1).title()).isEqualTo("2026-03-02: 0.500 kWh");
    }

    @Test
    void tellsAMissingReadingFromZero() {
        UsageChart chart = UsageChart.of(List.of(
                reading("2026-03-01", 0),
                new Reading("2026-03-02", 0, false, true),
                new Reading("2026-03-03", 100, true, false),
                new Reading("2026-03-04", 50, false, true)));

        assertThat(chart.bars()).extracting(Bar::height).containsExactly(0.0, 240.0, 240.0, 120.0);
        assertThat(chart.bars()).extracting(Bar::kind).containsExactly("actual", "missing", "estimated", "missing");
        assertThat(chart.bars())
                .extracting(Bar::title)
                .containsExactly(
                        "2026-03-01: 0.000 kWh",
                        "2026-03-02: missing",
                        "2026-03-03: 0.100 kWh, estimated",
                        "2026-03-04: 0.050 kWh, some missing");
    }

    @Test
    void keepsToItsWidthAndToEightLabelsHoweverManyReadingsThereAre() {
        UsageChart chart = UsageChart.of(IntStream.range(0, 300)
                .mapToObj(slot -> reading("2026-03-08 0" + slot % 10 + ":00", slot))
                .toList());

        Bar last = chart.bars().get(299);
        assertThat(last.x() + last.width()).isLessThanOrEqualTo(UsageChart.WIDTH);
        assertThat(chart.labels()).hasSize(8);
        assertThat(chart.labels()).extracting(Label::text).first().isEqualTo("03-08 00:00");
    }

    @Test
    void addsTheChannelsOfOneDay() {
        Reading both = new Reading("2026-03-01", 300, true, false).plus(new Reading("2026-03-01", 200, false, true));

        assertThat(both).isEqualTo(new Reading("2026-03-01", 500, true, true));
        assertThat(UsageChart.of(List.of()).bars()).isEmpty();
    }

    private static Reading reading(String at, long wattHours) {
        return new Reading(at, wattHours, false, false);
    }
}
