package org.meterport.components.intervalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EsiidTest {

    @ParameterizedTest
    @CsvSource({
        "10443720001234567, ONCOR",
        "10176990001234567, ONCOR_EAST",
        "1008901000123456789012, CENTERPOINT",
        "10032780001234567, AEP_TEXAS_CENTRAL",
        "10204040001234567, AEP_TEXAS_NORTH",
        "10400510001234567, TNMP",
        "10138300001234567, NUECES",
        "1013830000123456789012, NUECES"
    })
    void takesTheLengthThatEachUtilityUses(String text, EsiidPrefix prefix) {
        Esiid.Parsed parsed = Esiid.parse(text);

        assertThat(parsed).isEqualTo(new Esiid.Accepted(new Esiid(text)));
        assertThat(new Esiid(text).prefix()).isEqualTo(prefix);
        assertThat(prefix.utility()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            quoteCharacter = '"',
            value = {
                "\"\",ESIID_EMPTY",
                "'10443720001234567,ESIID_NOT_DIGITS",
                " 10443720001234567,ESIID_NOT_DIGITS",
                "1044372000123456x,ESIID_NOT_DIGITS",
                "99443720001234567,ESIID_PREFIX_UNKNOWN",
                "104437,ESIID_PREFIX_UNKNOWN",
                "10443720001234,ESIID_LENGTH",
                "1044372000123456789012,ESIID_LENGTH",
                "10089010001234567,ESIID_LENGTH",
                "101383000012345678,ESIID_LENGTH"
            })
    void namesWhatIsWrongWithAnother(String text, Esiid.Fault fault) {
        Esiid.Parsed parsed = Esiid.parse(text);

        assertThat(parsed).isInstanceOfSatisfying(Esiid.Refused.class, refused -> {
            assertThat(refused.fault()).isEqualTo(fault);
            assertThat(refused.sentence()).endsWith(".");
        });
        assertThatThrownBy(() -> new Esiid(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesDigitsOfOtherScripts() {
        assertThat(Esiid.parse("1044372000123456\u0667")).isInstanceOf(Esiid.Refused.class);
    }

    @Test
    void quotesForeignTextShortAndPrintable() {
        assertThat(Quoted.of("a\nb\u00e9")).isEqualTo("\"a?b?\"");
        assertThat(Quoted.of("x".repeat(50))).isEqualTo("\"" + "x".repeat(40) + "...\"");
    }

    @Test
    void sortsByItsDigits() {
        assertThat(new Esiid("10443720001234567")).isGreaterThan(new Esiid("1008901000123456789012"));
    }
}
