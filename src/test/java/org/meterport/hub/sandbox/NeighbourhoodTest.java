package org.meterport.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.EsiidPrefix;
import org.meterport.han.sep.InstallCode;

class NeighbourhoodTest {
    private static final LocalDate LAST = LocalDate.of(2026, 11, 22);

    private final Neighbourhood neighbourhood = Neighbourhood.of(1, LAST);

    @Test
    void isTheSameForTheSameSeed() {
        Neighbourhood again = Neighbourhood.of(1, LAST);

        assertThat(again.premises()).isEqualTo(neighbourhood.premises());
        assertThat(again.readings().limit(900))
                .containsExactlyElementsOf(neighbourhood.readings().limit(900).toList());
    }

    @Test
    void isAnotherForAnotherSeed() {
        Neighbourhood other = Neighbourhood.of(2, LAST);

        assertThat(other.premises()).doesNotContainAnyElementsOf(neighbourhood.premises());
        assertThat(year(other, 1, Channel.CONSUMPTION).get(0).wattHours())
                .isNotEqualTo(year(neighbourhood, 1, Channel.CONSUMPTION).get(0).wattHours());
    }

    @Test
    void addsADayTomorrowWithoutChangingOne() {
        Neighbourhood tomorrow = Neighbourhood.of(1, LAST.plusDays(1));
        List<DayReadings> before = year(neighbourhood, 3, Channel.SURPLUS_GENERATION);

        List<DayReadings> after = year(tomorrow, 3, Channel.SURPLUS_GENERATION);

        assertThat(tomorrow.premises()).isEqualTo(neighbourhood.premises());
        assertThat(after).containsAll(before.subList(1, before.size())).hasSize(before.size());
        assertThat(after.get(after.size() - 1).day()).isEqualTo(LAST.plusDays(1));
    }

    @Test
    void hasSixtyPremisesOfEveryKindAndUtility() {
        assertThat(neighbourhood.premises()).hasSize(60);
        assertThat(neighbourhood.premises()).extracting(Premise::kind).contains(PremiseKind.values());
        assertThat(neighbourhood.premises())
                .extracting(premise -> premise.esiid().prefix())
                .contains(
                        EsiidPrefix.ONCOR,
                        EsiidPrefix.ONCOR_EAST,
                        EsiidPrefix.CENTERPOINT,
                        EsiidPrefix.AEP_TEXAS_CENTRAL,
                        EsiidPrefix.AEP_TEXAS_NORTH,
                        EsiidPrefix.TNMP);
        assertThat(neighbourhood.premises())
                .extracting(premise -> premise.esiid().value().length())
                .contains(17, 22);
        assertThat(neighbourhood.premises()).extracting(Premise::esiid).doesNotHaveDuplicates();
        assertThat(neighbourhood.premises()).extracting(Premise::meterNumber).doesNotHaveDuplicates();
        assertThat(neighbourhood.premise(neighbourhood.premises().get(9).esiid()))
                .contains(neighbourhood.premises().get(9));
        assertThat(neighbourhood.premise(new Esiid("10443729999999999"))).isEmpty();
    }

    @Test
    void writesToNobodyWhoExists() {
        assertThat(neighbourhood.premises()).allSatisfy(premise -> {
            assertThat(premise.customer().email()).matches("[a-z.0-9]+@example[.](com|net|org)");
            assertThat(premise.customer().name()).isNotBlank();
            assertThat(premise.serviceAddress().street()).isNotBlank();
            assertThat(premise.serviceAddress().postalCode()).matches("7[0-9]{4}");
            assertThat(premise.retailProvider().certificate()).isBetween(10_990, 10_999);
        });
        assertThat(neighbourhood.premises())
                .extracting(premise -> premise.customer().language())
                .contains(Locale.ENGLISH, Locale.forLanguageTag("es"));
        assertThat(neighbourhood.premises())
                .extracting(premise -> premise.customer().email())
                .doesNotHaveDuplicates();
    }

    @Test
    void givesEveryDeviceAnAddressAndARightInstallCode() {
        List<SandboxDevice> devices = neighbourhood.premises().stream()
                .flatMap(premise -> premise.devices().stream())
                .toList();

        assertThat(devices).extracting(SandboxDevice::address).doesNotHaveDuplicates();
        assertThat(devices)
                .allSatisfy(device -> assertThat(
                                InstallCode.parse(device.installCode().digits()))
                        .isEqualTo(device.installCode()));
        assertThat(devices).extracting(device -> device.kind().zigbeeDeviceId()).contains(0x0502, 0x0503, 0x0504);
        assertThat(devices.get(0).address().toString()).startsWith("024D50");
        assertThat(neighbourhood.premises())
                .allMatch(premise -> premise.devices().get(0).kind() == SandboxDevice.Kind.DISPLAY);
    }

    @Test
    void readsThirteenMonthsWithBothClockChanges() {
        List<DayReadings> days = year(neighbourhood, 1, Channel.CONSUMPTION);

        assertThat(neighbourhood.firstDay()).isEqualTo("2025-10-23");
        assertThat(neighbourhood.lastDay()).isEqualTo(LAST);
        assertThat(days).hasSize(396);
        assertThat(days).extracting(DayReadings::day).isSorted().doesNotHaveDuplicates();
        assertThat(days.stream().filter(day -> day.slots() == 100).map(DayReadings::day))
                .containsExactly(LocalDate.of(2025, 11, 2), LocalDate.of(2026, 11, 1));
        assertThat(days.stream().filter(day -> day.slots() == 92).map(DayReadings::day))
                .containsExactly(LocalDate.of(2026, 3, 8));
        assertThat(days)
                .allMatch(day -> day.revisedAt().isAfter(day.grid().end())
                        && day.revisedAt().isBefore(day.grid().end().plus(Duration.ofDays(1))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-13", "2026-03-14", "2026-02-28", "2024-02-29", "2026-12-31", "2027-01-01"})
    void hasOneGapInAnyThirteenMonths(LocalDate last) {
        Neighbourhood other = Neighbourhood.of(5, last);

        assertThat(Stream.of(6, 0)
                        .map(index -> other.premises().get(index))
                        .flatMap(premise -> other.readings(premise, Channel.CONSUMPTION))
                        .filter(day -> day.missing() > 0))
                .singleElement()
                .satisfies(day -> assertThat(day.missing()).isEqualTo(14))
                .satisfies(day -> assertThat(day.esiid())
                        .isEqualTo(other.premises().get(6).esiid()));
    }

    @Test
    void estimatesSomeIntervalsAndMissesFourteen() {
        long[] counts = {0, 0, 0, 0};
        neighbourhood.readings().forEach(day -> {
            counts[0]++;
            counts[1] += day.slots();
            counts[2] += day.estimated();
            counts[3] += day.missing();
        });

        assertThat(counts[0]).isEqualTo(396 * (60 + 12));
        assertThat((double) counts[2] / counts[1]).isBetween(0.0005, 0.01);
        assertThat(counts[3]).isEqualTo(14);
    }

    @ParameterizedTest
    @EnumSource(PremiseKind.class)
    void usesWhatSuchAPremiseUsesInAYear(PremiseKind kind) {
        long[] range = switch (kind) {
            case FLAT -> new long[] {5_000, 12_000};
            case HOUSE -> new long[] {9_000, 22_000};
            case SOLAR_HOUSE -> new long[] {5_000, 15_000};
            case SMALL_BUSINESS -> new long[] {15_000, 50_000};
        };

        assertThat(ofKind(kind))
                .isNotEmpty()
                .allSatisfy(premise -> assertThat(kilowattHours(
                                neighbourhood.readings(premise, Channel.CONSUMPTION, LAST.minusYears(1), LAST)))
                        .isBetween(range[0], range[1]));
    }

    @Test
    void feedsBackOnlyFromRoofsAndOnlyByDay() {
        assertThat(ofKind(PremiseKind.SOLAR_HOUSE))
                .allSatisfy(premise -> assertThat(kilowattHours(
                                neighbourhood.readings(premise, Channel.SURPLUS_GENERATION, LAST.minusYears(1), LAST)))
                        .isBetween(1_000L, 7_000L));
        assertThat(neighbourhood.readings(ofKind(PremiseKind.FLAT).get(0), Channel.SURPLUS_GENERATION))
                .isEmpty();
        assertThat(year(neighbourhood, 3, Channel.SURPLUS_GENERATION)).allSatisfy(day -> {
            for (int slot = 0; slot < day.slots(); slot++) {
                int hour = day.grid().localStart(slot).getHour();
                if (hour < 6 || hour > 20) {
                    assertThat(day.wattHours(slot)).isZero();
                }
            }
        });
    }

    @Test
    void coolsInAugust() {
        Premise house = ofKind(PremiseKind.HOUSE).get(0);

        long august = kilowattHours(neighbourhood.readings(
                house, Channel.CONSUMPTION, LocalDate.of(2026, 8, 1), LocalDate.of(2026, 8, 31)));
        long april = kilowattHours(neighbourhood.readings(
                house, Channel.CONSUMPTION, LocalDate.of(2026, 4, 1), LocalDate.of(2026, 4, 30)));

        assertThat(august).isGreaterThan(april * 3 / 2);
    }

    @Test
    void knowsOnlyItsOwnPremises() {
        Premise stranger = Neighbourhood.of(2, LAST).premises().get(0);

        assertThatThrownBy(() -> neighbourhood.readings(stranger, Channel.CONSUMPTION))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<Premise> ofKind(PremiseKind kind) {
        return neighbourhood.premises().stream()
                .filter(premise -> premise.kind() == kind)
                .toList();
    }

    private static List<DayReadings> year(Neighbourhood from, int number, Channel channel) {
        return from.readings(from.premises().get(number - 1), channel).toList();
    }

    private static long kilowattHours(Stream<DayReadings> days) {
        return days.mapToLong(DayReadings::totalWattHours).sum() / 1000;
    }
}
