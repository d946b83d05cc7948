package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalFileFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x.bin | ESIID,USAGE_DATE | SMT_CSV",
                "x.xml | esiid ,          | SMT_CSV",
                "x.csv | 00000001,1044    | LSE",
                "x.csv | <feed            | GREEN_BUTTON",
                "x.CSV | 1044             | SMT_CSV",
                "104IntervalData20260101.lse.pgp | junk | LSE",
                "feed.xml | junk          | GREEN_BUTTON"
            })
    void trustsTheContentBeforeTheName(String name, String head, IntervalFileFormat format) {
        assertThat(IntervalFileFormat.detect(name, head.getBytes(UTF_8))).contains(format);
    }

    @Test
    void looksPastByteOrderMarkAndBlanks() {
        assertThat(IntervalFileFormat.detect("x", "\uFEFF\r\n <?xml".getBytes(UTF_8)))
                .contains(IntervalFileFormat.GREEN_BUTTON);
    }

    @Test
    void admitsThatItDoesNotKnow() {
        assertThat(IntervalFileFormat.detect("notes.txt", "hello".getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void keepsTheSentenceOutOfTheMessage() {
        IntervalFileException fault =
                new IntervalFileException(FaultReason.ENERGY_NEGATIVE, 7, "The energy \"-1\" is negative.");

        assertThat(fault).hasMessage("ENERGY_NEGATIVE at line 7");
        assertThat(new IntervalFileException(FaultReason.FILE_EMPTY, 0, "")).hasMessage("FILE_EMPTY");
        assertThat(fault.sentence()).contains("-1");
    }

    @Test
    void narrowsAContextOneThingAtATime() {
        ReadContext context = ReadContext.of("a.xml", Instant.EPOCH);
        ReadLimits narrow = new ReadLimits(1000, 128, 10, 1, 10);

        assertThat(context.esiid()).isNull();
        assertThat(context.withEsiid(new Esiid("10443720001234567"))
                        .withLimits(narrow)
                        .withEarliestDay(SampleDays.AUTUMN))
                .isEqualTo(new ReadContext(
                        "a.xml",
                        new Esiid("10443720001234567"),
                        DayGrid.CENTRAL,
                        narrow,
                        Instant.EPOCH,
                        SampleDays.AUTUMN));
    }
}
