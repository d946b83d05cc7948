package org.meterport.hub.han.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Target;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.han.Address;
import org.meterport.hub.han.DispatchChunk.Chunk;
import org.meterport.hub.han.HanMessage.Text;
import org.meterport.hub.han.HanRequest;
import org.meterport.hub.han.HanTarget;
import org.meterport.hub.han.TargetStatus;
import org.meterport.hub.shared.Rejection;

/** What a call for a text is held against at the door, and what is put on record. */
class TextAcceptIT extends TextsOnRecord {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    TextAcceptIT() {
        super(DATABASE);
    }

    @AfterAll
    static void drop() {
        DATABASE.close();
    }

    @Test
    void putsACallOnRecordAndOwesItsChunks() {
        HanRequest request = accepted(IntStream.range(0, 600)
                .mapToObj(i -> home("1044372000000" + (1_000 + i)))
                .toList());

        assertThat(request.targets()).isEqualTo(600);
        assertThat(find(request)).isEqualTo(request);
        assertThat(database.jdbc().queryForList("SELECT body FROM outbox ORDER BY id", String.class))
                .containsExactly(request.id() + ":0:500", request.id() + ":500:600");
        assertThat(Chunk.parse(request.id() + ":500:600")).isEqualTo(new Chunk(request.id(), 500, 600, false));
    }

    @Test
    void gTakesTenThousandAddressesAndRefusesOneMoreWhole() {
        List<Address> most = IntStream.range(0, 10_000)
                .mapToObj(i -> home("104437200000" + (10_000 + i)))
                .toList();

        assertThat(accepted(most).targets()).isEqualTo(10_000);
        List<Address> tooMany = new ArrayList<>(most);
        tooMany.add(home(HOME));
        int before = rows("han_request");
        assertThatThrownBy(() -> accepted(tooMany))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("HAN-101")
                .hasMessageContaining("10001");
        assertThatThrownBy(() -> accepted(List.of())).isInstanceOf(Rejection.class);
        assertThat(rows("han_request")).isEqualTo(before);
    }

    @Test
    void s6GivesNoSepIdTwice() {
        var ids = new TreeSet<Long>();
        for (int i = 0; i < 20; i++) {
            ids.add(accepted(List.of(home(HOME))).sepId());
        }

        assertThat(ids).hasSize(20).allMatch(id -> id > 0 && id < 1L << 32);
    }

    @Test
    void gCollapsesDuplicatesAndADeviceBesideItsOwnHome() {
        HanRequest request = accepted(List.of(
                device(HOME, "00:0d:6f:00:0a:90:69:e7"),
                home(" " + HOME),
                home(HOME),
                device(NEIGHBOUR, DISPLAY),
                device(NEIGHBOUR, "00-0D-6F-00-0A-90-69-E7"),
                device(NEIGHBOUR, "000D6F000A9069E8")));

        assertThat(targets(request))
                .extracting(HanTarget::ordinal, HanTarget::esiid, HanTarget::device)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0, HOME, Optional.empty()),
                        org.assertj.core.groups.Tuple.tuple(1, NEIGHBOUR, Optional.of(DISPLAY)),
                        org.assertj.core.groups.Tuple.tuple(2, NEIGHBOUR, Optional.of("000D6F000A9069E8")));
    }

    @Test
    void gMakesALineOfEachBadAddressAndSendsTheRest() {
        HanRequest request = accepted(List.of(
                home(HOME),
                home("1044372"),
                home(""),
                home("\u0000\ud800"),
                home("9".repeat(5_000)),
                home("9".repeat(5_001)),
                device(HOME, "not a mac"),
                device(HOME, ""),
                device(HOME, "0000000000000000")));

        List<HanTarget> all = targets(request);
        assertThat(all).hasSize(8);
        assertThat(all.get(0).status()).isEqualTo(TargetStatus.RECEIVED);
        assertThat(all.subList(1, 8))
                .allSatisfy(bad -> assertThat(bad)
                        .returns(TargetStatus.REJECTED_BY_HUB, HanTarget::status)
                        .returns(Optional.of("HAN-201"), HanTarget::code)
                        .satisfies(
                                line -> assertThat(line.detail().orElseThrow()).isNotBlank()));
        assertThat(prepared(request).targets()).containsExactly(Target.home(new Esiid(HOME)));
    }

    @ParameterizedTest(name = "{index}")
    @CsvSource({"80, a", "40, \u00e9", "20, \ud83d\ude00"})
    void s3CountsATextInBytesOfUtf8(int longest, String letter) {
        assertThat(accepted(letter.repeat(longest)).message())
                .isEqualTo(new Text(letter.repeat(longest), "LOW", false));

        assertThatThrownBy(() -> accepted(letter.repeat(longest) + "a"))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-102: The text has 81 bytes in UTF-8; displays here take 80");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", "a\u0000b", "\ud83d", "bell\u0007"})
    void s3RefusesATextThatNoDisplayCanShow(String text) {
        assertThatThrownBy(() -> accepted(text)).isInstanceOf(Rejection.class).hasMessageStartingWith("HAN-104");
    }

    @Test
    void makesNowAbsoluteAndTheEndFollowFromIt() {
        clock.set(Instant.parse("2026-02-10T15:04:05.678Z"));

        HanRequest request = accepted(Optional.empty(), Duration.ofMinutes(65_534));

        assertThat(request.startsAt()).isEqualTo(Instant.parse("2026-02-10T15:04:05Z"));
        assertThat(request.durationMinutes()).isEqualTo(65_534);
        assertThat(request.requestedAt()).isEqualTo(clock.instant());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-10T15:04:05Z, PT59S",
        "2026-02-10T15:04:05Z, PT65535M",
        "2026-02-10T14:04:05Z, PT60M",
        "2027-02-10T15:04:06Z, PT60M",
        "+999999999-01-01T00:00:00Z, PT60M",
        "1999-12-31T23:59:59Z, PT60M",
        "2026-02-10T15:04:05Z, PT153722867280912930M",
        "2026-02-10T15:04:05Z, -PT1M"
    })
    void s4RefusesTimesThatCannotBe(Instant start, Duration shownFor) {
        assertThatThrownBy(() -> accepted(Optional.of(start), shownFor))
                .isInstanceOf(Rejection.class)
                .hasMessageStartingWith("HAN-103");
    }

    @ParameterizedTest
    @CsvSource({"2026-02-10T14:04:06Z, PT60M", "2027-02-10T15:04:05Z, PT1M", "2026-02-10T15:04:05Z, PT1M30S"})
    void s4TakesTimesUpToTheirLimits(Instant start, Duration shownFor) {
        assertThat(accepted(Optional.of(start), shownFor).durationMinutes()).isEqualTo((int) shownFor.toMinutes());
    }
}
