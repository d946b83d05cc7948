package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallCodeTest {
    private static final String CODE = "83FED3407A939723A5C639B26916D505C3B5";

    @Test
    void s7MakesThePublishedKeyOfThePublishedCode() {
        var code = InstallCode.parse(CODE);

        assertThat(code.linkKey().hex()).isEqualTo("66B6900981E1EE3CA4206B6B861C02BB");
        assertThat(code.digits()).isEqualTo(CODE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"83fe d340 7a93 9723 a5c6 39b2 6916 d505 c3b5", "83FED3407A939723-A5C639B26916D505:C3B5"})
    void readsACodeAsItIsPrinted(String printed) {
        assertThat(InstallCode.parse(printed)).isEqualTo(InstallCode.parse(CODE));
    }

    @Test
    void s7FindsEverySingleWrongDigit() {
        for (var i = 0; i < CODE.length(); i++) {
            var wrong = CODE.substring(0, i) + (CODE.charAt(i) == '0' ? '1' : '0') + CODE.substring(i + 1);

            var refusal = catchThrowableOfType(InstallCode.Invalid.class, () -> InstallCode.parse(wrong));

            assertThat(refusal.fault()).isEqualTo(InstallCode.Fault.WRONG_CHECK_DIGITS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "83FED3407A939723A5C639B26916D505C3,WRONG_LENGTH",
        "'',WRONG_LENGTH",
        "83FED3407A939723A5C639B26916D505C3BO,NOT_HEXADECIMAL",
        "٨3FED3407A939723A5C639B26916D505C3B5,NOT_HEXADECIMAL"
    })
    void refusesWhatIsNoCode(String text, InstallCode.Fault fault) {
        var refusal = catchThrowableOfType(InstallCode.Invalid.class, () -> InstallCode.parse(text));

        assertThat(refusal.fault()).isEqualTo(fault);
        assertThat(refusal).hasMessage(fault.sentence());
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 8, 12, 16})
    void makesACodeOfEveryLength(int bytes) {
        var code = InstallCode.of(Octets.ofHex("5A".repeat(bytes)));

        assertThat(InstallCode.parse(code.digits())).isEqualTo(code).hasSameHashCodeAs(code);
        assertThat(code.digits()).hasSize(2 * bytes + 4);
    }

    @Test
    void doesNotPrintTheSecret() {
        assertThat(InstallCode.parse(CODE)).hasToString("InstallCode(18 bytes)");
    }

    @Test
    void readsMacAddressesInEveryUsualForm() {
        assertThat(Eui64.parse("00:0d:6f-00 0ABC1234")).hasToString("000D6F000ABC1234");
        assertThat(Eui64.parse("FFFFFFFFFFFFFFFE").value()).isEqualTo(-2);
        assertThatThrownBy(() -> Eui64.parse("000D6F000ABC123")).hasMessageContaining("sixteen");
        assertThatThrownBy(() -> Eui64.parse("0000000000000000")).hasMessageContaining("names no device");
        assertThatThrownBy(() -> Eui64.parse("FFFFFFFFFFFFFFFF")).hasMessageContaining("names no device");
    }
}
