package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.SealDisclosures;
import org.meterport.hub.audit.adapter.JdbcDisclosureChain;
import org.meterport.hub.audit.adapter.JdbcDisclosureLog;
import org.meterport.hub.database.TestDatabase;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.shared.ThirdPartyId;

/** {@code ./meterport verify-disclosures} beside a database that a hub uses. */
class VerifyDisclosuresCommandIT {

    private final TestDatabase database = TestDatabase.fresh();
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void provesTheLogWholeAndExitsNonZeroFromTheFirstBrokenRowOn() {
        for (String reference : List.of("req_1", "req_2", "req_3")) {
            disclose(reference);
        }
        seal();
        disclose("req_4");

        assertThat(run()).isZero();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("Not sealed yet, so not proved: 1 rows");
        Matcher noted = Pattern.compile("--noted (3:[0-9a-f]{64})").matcher(shown.toString(StandardCharsets.UTF_8));
        assertThat(noted.find()).isTrue();
        assertThat(run("--noted", noted.group(1))).isZero();

        database.jdbc().execute("ALTER TABLE disclosure DISABLE TRIGGER USER");
        database.jdbc().execute("UPDATE disclosure SET to_day = to_day + 1 WHERE reference = 'req_2'");

        assertThat(run()).isOne();
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("is broken: position 2, disclosure ");
    }

    @Test
    void saysWhatItNeedsWhenTheNotedHeadIsNone() {
        assertThat(run("--noted", "last week")).isOne();

        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("POSITION:HASH");
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "verify-disclosures",
                "--meterport.database.url=" + database.jdbcUrl(),
                "--meterport.database.user=" + database.user(),
                "--meterport.database.password=" + database.password()));
        arguments.addAll(List.of(options));
        return MeterportCommand.run(
                arguments,
                RouteUnderTest.projectRoot(),
                new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));
    }

    private void seal() {
        var sealer =
                new SealDisclosures(database.transactions(Clock.systemUTC()), new JdbcDisclosureChain(database.jdbc()));
        assertThat(sealer.seal()).isEqualTo(3);
    }

    private void disclose(String reference) {
        var log = new JdbcDisclosureLog(database.jdbc(), Clock.systemUTC());
        database.transactions(Clock.systemUTC())
                .operatorDoes(() -> log.add(List.of(new Disclosure(
                        new ThirdPartyId("tp_bluebonnet"),
                        "agr_1",
                        "10443720000000001",
                        "INTERVALS",
                        LocalDate.of(2026, 2, 1),
                        LocalDate.of(2026, 2, 28),
                        Disclosure.Way.API,
                        reference,
                        OptionalLong.of(4711)))));
    }
}
