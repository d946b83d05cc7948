package org.meterport.hub.download.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.meterport.hub.usage.adapter.SampleUsage.HOME;
import static org.meterport.hub.usage.adapter.SampleUsage.NEIGHBOUR;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.mail.MailSink.Received;
import org.meterport.hub.report.adapter.GreenButtonOracle;
import org.meterport.hub.report.adapter.SampleFeedDays;
import org.meterport.hub.usage.adapter.SampleUsage;

/** Green Button "Download My Data" as a customer meets it: page, file and mail of a whole hub. */
class DownloadIT {

    private static final Clock CLOCK = Clock.systemUTC();
    private static final Pattern FILE = Pattern.compile("href=\"([^\"]*\\.XML[^\"]*)\"");

    private static LocalDate today;
    private static LocalDate first;
    private static LocalDate last;
    private static LocalDate gap;
    private static MailSink mails;
    private static TestHub hub;
    private static List<DayReadings> days;

    @BeforeAll
    static void start() {
        today = LocalDate.ofInstant(CLOCK.instant(), DayGrid.CENTRAL);
        first = today.minusDays(40);
        last = today.minusDays(1);
        gap = today.minusDays(10);
        mails = new MailSink(0);
        hub = TestHub.start(Map.of("meterport.mail.port", String.valueOf(mails.port())));
        var agreements = new SampleAgreements(hub.database(), CLOCK);
        var usage = new SampleUsage(hub.database(), CLOCK);
        agreements.reset();
        usage.reset();
        agreements.premise(HOME.value());
        hub.database().jdbc().update("UPDATE occupancy SET moved_in_at = ?", Timestamp.from(Instant.EPOCH));
        days = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (!day.equals(gap)) {
                days.add(SampleUsage.day(HOME, day));
            }
        }
        days.add(SampleUsage.day(
                HOME, Channel.SURPLUS_GENERATION, DayGrid.of(last, 900), SampleUsage.REVISED, slot -> slot, 'E'));
        usage.stored(days.toArray(DayReadings[]::new));
    }

    @AfterAll
    static void stop() {
        hub.close();
        mails.close();
    }

    @BeforeEach
    void noMailsYet() {
        hub.database().jdbc().execute("TRUNCATE customer_download");
    }

    @Test
    void offersThirteenMonthsAndSaysWhatTheFileHolds() throws Exception {
        HttpResponse<String> page = get(path() + "?lang=en");

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains("Green Button", "Download My Data", "does not cover")
                .contains("value=\"" + today.minusMonths(13) + "\"")
                .doesNotContain(HOME.value(), "<script");
        HttpResponse<String> file = get(file(page.body()));
        assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        String disposition = file.headers().firstValue("Content-Disposition").orElseThrow();
        assertThat(disposition)
                .isEqualTo("attachment; filename=\"Meterport_Electric_15_Minute_" + today.minusMonths(13) + "_" + last
                        + ".XML\"");
        assertThat(faults(file.body().getBytes(StandardCharsets.UTF_8), disposition, days))
                .isEmpty();
        assertThat(file(page.body())).doesNotContainPattern("[0-9]{13}");
        assertThat(hub.database().jdbc().queryForList("SELECT way FROM customer_download", String.class))
                .containsExactly("PAGE");
    }

    @Test
    void givesTheDaysTheCustomerChoosesInSpanishToo() throws Exception {
        HttpResponse<String> page = get(path() + "?lang=es&from=" + gap.plusDays(1) + "&to=" + last.minusDays(1));

        assertThat(page.body()).contains("lang=\"es\"", "correo").contains("El archivo contiene todas las lecturas");
        String feed = get(file(page.body())).body();
        List<DayReadings> chosen = days.stream()
                .filter(day -> day.day().isAfter(gap) && day.day().isBefore(last))
                .toList();
        assertThat(faults(feed.getBytes(StandardCharsets.UTF_8), "", chosen)).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAChoice() {
        assertThat(get(path() + "?lang=en&from=" + last + "&to=" + first))
                .returns(400, HttpResponse::statusCode)
                .satisfies(page -> assertThat(page.body()).contains("role=\"alert\"", "Choose days"));
        assertThat(get(path() + "?lang=en&from=tomorrow&to=" + last).statusCode())
                .isEqualTo(400);
        assertThat(get(path() + "?lang=en&home=another").statusCode()).isEqualTo(404);
        HttpResponse<String> nothing =
                get(path() + "?lang=en&from=" + first.minusDays(9) + "&to=" + first.minusDays(5));
        assertThat(nothing.body()).contains("no readings").doesNotContain(".XML");
        assertThat(get("/my/none/green-button").body()).contains("link does not work");
    }

    /** What was read before the customer moved in is somebody else's. */
    @Test
    void leavesOutTheDaysBeforeTheCustomerMovedIn() throws Exception {
        LocalDate since = today.minusDays(20);
        hub.database()
                .jdbc()
                .update(
                        "UPDATE occupancy SET moved_in_at = ?",
                        Timestamp.from(since.atStartOfDay(DayGrid.CENTRAL).toInstant()));
        try {
            String feed = get(file(
                            get(path() + "?from=" + first + "&to=" + last).body()))
                    .body();

            assertThat(faults(
                            feed.getBytes(StandardCharsets.UTF_8),
                            "",
                            days.stream()
                                    .filter(day -> !day.day().isBefore(since))
                                    .toList()))
                    .isEmpty();
        } finally {
            hub.database().jdbc().update("UPDATE occupancy SET moved_in_at = ?", Timestamp.from(Instant.EPOCH));
        }
    }

    @Test
    void mailsTheFileToTheCustomersOwnAddress() throws Exception {
        HttpResponse<String> sent = post("lang=es&from=" + first + "&to=" + last);

        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(303);
        assertThat(get(sent.headers().firstValue("Location").orElseThrow()).body())
                .contains("role=\"status\"");
        String name = "Meterport_Electric_15_Minute_" + first + "_" + last + ".XML.zip";
        Received mail;
        do {
            mail = mails.next("alma@example.com");
        } while (!mail.attachments().containsKey(name));
        assertThat(mail.subject() + mail.text() + mail.html()).doesNotContain(HOME.value(), "Main St", "Alma");
        assertThat(mail.text()).contains("no cubre");
        assertThat(mail.attachments()).hasSize(1);
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(mail.attachments().get(name)))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo(name.replace(".zip", ""));
            assertThat(faults(zip.readAllBytes(), name, days)).isEmpty();
        }
    }

    @Test
    void sendsFiveMailsADayAndNoneOfNothing() {
        for (int mail = 0; mail < 5; mail++) {
            assertThat(post("from=" + last + "&to=" + last).statusCode()).isEqualTo(303);
        }

        assertThat(post("lang=en&from=" + last + "&to=" + last))
                .returns(429, HttpResponse::statusCode)
                .satisfies(page -> assertThat(page.body()).contains("role=\"alert\""));
        assertThat(post("from=" + today + "&to=" + today).statusCode()).isEqualTo(404);
    }

    @Test
    void isReachedFromTheCustomersPageByTheIcon() {
        assertThat(get("/my/" + token() + "?lang=en").body())
                .contains("href=\"" + path() + "?lang=en\"", "Download My Data");
    }

    private static Set<GreenButtonOracle.Fault> faults(byte[] feed, String fileName, List<DayReadings> expected)
            throws Exception {
        return GreenButtonOracle.faults(feed, fileName, SampleFeedDays.truth(expected));
    }

    private static String path() {
        return "/my/" + token() + "/green-button";
    }

    private static String token() {
        return hub.part(SignedLinks.class).customer(Samples.ALMA, Instant.parse("2100-01-01T00:00:00Z"));
    }

    private static String file(String page) {
        Matcher found = FILE.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    private static HttpResponse<String> get(String path) {
        return hub.send(hub.request(path));
    }

    private static HttpResponse<String> post(String form) {
        return hub.send(hub.request(path())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** A neighbour's home is nobody's here. */
    @Test
    void showsNoOtherHome() {
        assertThat(get(path()).body()).doesNotContain(NEIGHBOUR.value().substring(13));
    }
}
