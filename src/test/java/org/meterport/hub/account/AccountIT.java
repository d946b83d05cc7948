package org.meterport.hub.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.Samples;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.agreement.adapter.SampleAgreements;
import org.meterport.hub.app.TestHub;
import org.meterport.hub.mail.MailSink;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Transactions;

/** Customers' accounts, over HTTP and SMTP, in a hub whose operator wants one for every yes. */
class AccountIT {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern COOKIE = Pattern.compile("meterport=([^;]*)");
    private static final Pattern RESET = Pattern.compile("(/account/reset/[A-Za-z0-9_-]+)");
    private static final String PASSWORD = "four words in a row";
    private static final AtomicInteger PEOPLE = new AtomicInteger();

    private static MailSink mails;
    private static TestHub hub;
    private static SampleAgreements samples;

    private final int number = PEOPLE.incrementAndGet();
    private final CustomerId person = new CustomerId("cus_acc" + number);
    private final String email = "acc-" + number + "@example.com";
    private final String home = "10443720000006%03d".formatted(number);
    private String cookie = "";
    private Agreement granted;

    @BeforeAll
    static void start() {
        mails = new MailSink(0);
        hub = TestHub.start(Map.of(
                "meterport.mail.port", String.valueOf(mails.port()), "meterport.agreement.account-needed", "true"));
        samples = new SampleAgreements(hub.database(), Clock.systemUTC());
        samples.reset();
    }

    @AfterAll
    static void stop() {
        hub.close();
        mails.close();
    }

    @BeforeEach
    void moveIn() {
        samples.household(person, email, home);
        granted = of(person, samples.active(Samples.BLUEBONNET, Term.ofMonths(12), home));
    }

    @Test
    void iACustomerMakesAnAccountFromALinkAndReachesEveryGrantFromIt() {
        assertThat(get("/account").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/account/sign-in"));
        String page = get("/my/" + link(person)).body();
        assertThat(page).contains("Make an account, to come here without a mail");

        assertThat(make(link(person), PASSWORD).headers().firstValue("Location"))
                .contains("/account");

        String own = get("/account").body();
        assertThat(own).contains("Bluebonnet Energy", "End this access", "Sign out");
        assertThat(get("/account?lang=es").body()).contains("Cerrar sesi\u00f3n", "lang=\"es\"");
        assertThat(get("/account/disclosures.csv").statusCode()).isEqualTo(200);
        // a page that was opened before the others
        assertThat(post("/account", "wish=end&agreement=" + granted.id(), own).statusCode())
                .isEqualTo(303);
        assertThat(samples.state(granted)).isEqualTo(AgreementState.TERMINATED_BY_CUSTOMER);
        assertThat(get("/account").body()).contains("Others").doesNotContain("End this access");

        String signedIn = cookie;
        assertThat(post("/account/sign-out", "", get("/account").body()).statusCode())
                .isEqualTo(303);
        cookie = signedIn;
        assertThat(get("/account").statusCode()).as("the session is gone").isEqualTo(302);
        assertThat(get("/my/" + link(person)).body()).contains("Sign in with your account");
        assertThat(signIn(email, "something else").statusCode()).isEqualTo(401);
        assertThat(signIn(email.toUpperCase(Locale.ROOT), PASSWORD).statusCode())
                .isEqualTo(303);
        assertThat(get("/account").statusCode()).isEqualTo(200);
    }

    @Test
    void iAPersonWithTwoHomesHasOneAccountAndNobodyElsesPasswordOpensIt() {
        make(link(person), PASSWORD);
        var again = new CustomerId("cus_acc" + number + "b");
        samples.household(again, email, home.replace("0006", "0007"));
        of(again, samples.active(Samples.LONESTAR, Term.ofMonths(1), home.replace("0006", "0007")));
        cookie = "";

        HttpResponse<String> wrong = make(link(again), "not the same password");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("There is an account at your mail address already");
        assertThat(make(link(again), PASSWORD).statusCode()).isEqualTo(303);

        assertThat(get("/account").body()).contains("Bluebonnet Energy", "Lone Star Savings");
    }

    @Test
    void aForgottenPasswordIsReplacedByALinkThatWorksOnce() {
        make(link(person), PASSWORD);
        cookie = "";
        String form = get("/account/forgot").body();
        String said = post("/account/forgot", "email=" + encoded(email), form).body();
        assertThat(post("/account/forgot", "email=nobody%40example.com", form).body())
                .as("the same words for an address without an account")
                .isEqualTo(said);

        MailSink.Received mail = mails.next(email);
        assertThat(mail.subject()).isEqualTo("A new password for your account");
        Matcher reset = RESET.matcher(mail.text());
        assertThat(reset.find()).isTrue();
        String path = reset.group(1);
        String choose = get(path).body();
        assertThat(post(path, "password=short&again=short", choose).body()).contains("10 to 72 characters");
        assertThat(post(path, "password=" + encoded(PASSWORD) + "&again=another", choose)
                        .body())
                .contains("not the same");
        String next = "password=another+four+words&again=another+four+words";
        assertThat(post(path, next, choose).statusCode()).isEqualTo(303);
        assertThat(post(path, next, get(path).body()).body()).contains("This link was used or has expired");

        assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn(email, "another four words").statusCode()).isEqualTo(303);
    }

    @Test
    void locksAnAddressOutAfterWrongPasswordsWhetherOrNotItHasAnAccount() {
        make(link(person), PASSWORD);
        for (String address : new String[] {email, "nobody-" + number + "@example.com"}) {
            cookie = "";
            String before = "";
            for (int i = 0; i < 5; i++) {
                before = plain(signIn(address, "wrong password " + i));
            }
            assertThat(plain(signIn(address, PASSWORD)))
                    .as("locked, and not told so")
                    .isEqualTo(before);
        }
    }

    @Test
    void bWhereAnAccountIsNeededTheYesWaitsForItAndTheNoDoesNot() {
        Agreement asked = of(person, samples.invited(Samples.LONESTAR, Term.ofMonths(1), home));
        String token = hub.part(SignedLinks.class)
                .invitation(
                        asked.invitation().orElseThrow().id(),
                        asked.invitation().orElseThrow().expiresAt());
        String page = get("/consent/" + token).body();
        assertThat(page)
                .contains("To accept, you need an account", "value=\"reject\"")
                .doesNotContain("value=\"accept\"");
        assertThat(post("/consent/" + token, "answer=accept", page).body()).contains("To accept, sign in");
        assertThat(samples.state(asked)).isEqualTo(AgreementState.VALIDATED);

        String form = get("/account/new?invitation=" + token).body();
        HttpResponse<String> made = post(
                "/account/new",
                "invitation=" + token + "&password=" + encoded(PASSWORD) + "&again=" + encoded(PASSWORD),
                form);
        assertThat(made.headers().firstValue("Location")).contains("/account/consent/" + token);
        String question = get("/account/consent/" + token).body();
        assertThat(question).contains("value=\"accept\"");
        assertThat(post("/account/consent/" + token, "answer=accept", question).statusCode())
                .isEqualTo(303);
        assertThat(samples.state(asked)).isEqualTo(AgreementState.ACTIVE);
    }

    @Test
    void bAnothersAccountDoesNotSayYesAndARejectionNeedsNone() {
        Agreement asked = of(person, samples.invited(Samples.LONESTAR, Term.ofMonths(1), home));
        String token = hub.part(SignedLinks.class)
                .invitation(
                        asked.invitation().orElseThrow().id(),
                        asked.invitation().orElseThrow().expiresAt());
        var other = new CustomerId("cus_other" + number);
        samples.household(other, "other-" + number + "@example.com", home.replace("0006", "0008"));
        make(link(other), PASSWORD);

        String question = get("/account/consent/" + token).body();
        assertThat(post("/account/consent/" + token, "answer=accept", question).statusCode())
                .isEqualTo(409);
        assertThat(samples.state(asked)).isEqualTo(AgreementState.VALIDATED);
        cookie = "";
        assertThat(post("/consent/" + token, "answer=reject", "").statusCode()).isEqualTo(303);
        assertThat(samples.state(asked)).isEqualTo(AgreementState.REJECTED);
    }

    @Test
    void formsWithoutTheirTokenChangeNothingAndAnErasedPersonIsSignedOut() {
        make(link(person), PASSWORD);
        assertThat(post("/account", "wish=end&agreement=" + granted.id(), "").statusCode())
                .isEqualTo(302);
        assertThat(samples.state(granted)).isEqualTo(AgreementState.ACTIVE);

        hub.part(Transactions.class).operatorDoes(() -> hub.part(Premises.class).erase(person, Instant.now()));

        assertThat(get("/account").statusCode()).isEqualTo(302);
        assertThat(signIn(email, PASSWORD).statusCode()).isEqualTo(401);
        assertThat(hub.database()
                        .jdbc()
                        .queryForObject(
                                "SELECT count(*) FROM customer_account_member WHERE customer_id = ?",
                                Integer.class,
                                person.value()))
                .isZero();
    }

    private static Agreement of(CustomerId customer, Agreement made) {
        hub.database()
                .jdbc()
                .update(
                        "UPDATE agreement SET customer_id = ? WHERE id = ?",
                        customer.value(),
                        made.id().value());
        return made;
    }

    private static String link(CustomerId customer) {
        return hub.part(SignedLinks.class).customer(customer, Instant.now().plus(Duration.ofHours(1)));
    }

    private HttpResponse<String> make(String link, String password) {
        String form = get("/account/new?link=" + link).body();
        return post(
                "/account/new",
                "link=" + link + "&password=" + encoded(password) + "&again=" + encoded(password),
                form);
    }

    private HttpResponse<String> signIn(String address, String password) {
        String form = get("/account/sign-in").body();
        return post("/account/sign-in", "email=" + encoded(address) + "&password=" + encoded(password), form);
    }

    /** A page without what is different each time. */
    private static String plain(HttpResponse<String> reply) {
        assertThat(reply.statusCode()).isEqualTo(401);
        return CSRF.matcher(reply.body()).replaceAll("");
    }

    private HttpResponse<String> get(String path) {
        return kept(hub.request(path));
    }

    private HttpResponse<String> post(String path, String form, String page) {
        Matcher csrf = CSRF.matcher(page);
        String token = csrf.find() ? "&_csrf=" + encoded(csrf.group(1)) : "";
        return kept(hub.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form + token)));
    }

    private HttpResponse<String> kept(HttpRequest.Builder request) {
        if (!cookie.isEmpty()) {
            request.header("Cookie", "meterport=" + cookie);
        }
        HttpResponse<String> reply = hub.send(request);
        reply.headers().allValues("Set-Cookie").forEach(set -> {
            Matcher value = COOKIE.matcher(set);
            if (value.find()) {
                cookie = value.group(1);
            }
        });
        return reply;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
