package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/**
 * What a customer sees on a telephone, from the mail to her account, in both languages.
 *
 * <p>{@code -Dmeterport.screenshots=/tmp/shots} keeps a picture of each.
 */
@BrowserIsThere
class CustomerBrowserIT {

    private static final Optional<String> SCREENSHOTS =
            Optional.ofNullable(System.getProperty("meterport.screenshots"));

    private static TestBrowser browser;

    private final RunningHub hub = RunningHub.shared();

    @BeforeAll
    static void open() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({"en,Accept,End this access", "es,Aceptar,Terminar este acceso"})
    void iReadsEveryPageOnATelephoneWithoutScrollingSideways(String lang, String yes, String end) {
        Premise premise = homeOf(lang);
        String purpose = "To find a cheaper plan, asked in " + lang;
        String agreement = invited(premise, purpose, lang);
        String link = Poll.until("the mail", RunningHub.PATIENCE, () -> hub.mailed(purpose));
        Page page = browser.browser()
                .newContext(new Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setLocale(lang + "-US")
                        .setViewportSize(360, 740))
                .newPage();

        page.navigate(address("/mail/" + mailId(purpose) + "/html"));
        judge(page, lang, "mail");
        page.navigate(address(link));
        judge(page, lang, "question");
        assertThat(page.locator("button[value=accept]").textContent()).contains(yes);
        page.click("button[value=accept]");
        judge(page, lang, "accepted");
        String own = Poll.until("the notice", RunningHub.PATIENCE, () -> ownPage(agreement));
        page.navigate(address(own));
        judge(page, lang, "my");
        assertThat(page.locator("main").textContent()).contains(end);
        page.click("a[href*='account/new']");
        judge(page, lang, "account-new");
        page.fill("#password", "a password of some length");
        page.fill("#again", "a password of another length");
        page.click("button.yes");
        assertThat(page.locator("[role=alert]").textContent()).isNotBlank();
        judge(page, lang, "account-fault");
        page.fill("#password", "a password of some length");
        page.fill("#again", "a password of some length");
        page.click("button.yes");
        judge(page, lang, "account");
        page.click("button[value=end]");
        judge(page, lang, "ended");
        assertThat(page.locator("main").textContent()).doesNotContain(end);
        page.click("button[type=submit]:not([name])");
        judge(page, lang, "signed-out");
        page.navigate(address("/account/forgot?lang=" + lang));
        judge(page, lang, "forgot");
        page.context().close();
    }

    /** Fits the telephone, says its language and title, labels every field, and nothing is too small to be hit. */
    private static void judge(Page page, String lang, String name) {
        // a click waits for the answer, not for the style sheet
        page.waitForLoadState();
        SCREENSHOTS.ifPresent(folder -> page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(folder, name + "-" + lang + ".png"))
                .setFullPage(true)));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as(name + " scrolls sideways")
                .isEqualTo(true);
        assertThat(page.evaluate("document.documentElement.lang")).as(name).isEqualTo(lang);
        assertThat(page.title()).as(name).isNotBlank();
        assertThat(page.evaluate("[...document.querySelectorAll('input:not([type=hidden])')]"
                        + ".every(field => field.labels.length > 0 && field.labels[0].textContent.trim() !== '')"))
                .as(name + " has fields without a label")
                .isEqualTo(true);
        assertThat(page.evaluate("[...document.querySelectorAll('button')].every(b => b.offsetHeight >= 40)"))
                .as(name + " has buttons too small for a finger")
                .isEqualTo(true);
        assertThat(page.content()).as(name).doesNotContain("??");
    }

    private String invited(Premise premise, String purpose, String lang) {
        JsonNode result = hub.http()
                .post(
                        "/api/v1/invitations",
                        Optional.of(hub.token(SandboxAccounts.LONESTAR)),
                        "{\"items\":[{\"kind\":\"ENERGY_DATA\",\"esiids\":[\""
                                + premise.esiid() + "\"],\"customerEmail\":\""
                                + premise.customer().email() + "\",\"language\":\"" + lang
                                + "\",\"termMonths\":12,\"purpose\":\"" + purpose + "\"}]}")
                .json()
                .at("/results/0");
        return result.path("agreementId").asText();
    }

    /** One of those at the end of the street, which other tests leave alone. */
    private Premise homeOf(String lang) {
        return IntStream.rangeClosed(45, 60)
                .mapToObj(hub::premise)
                .filter(premise -> premise.customer().language().getLanguage().equals(lang))
                .findFirst()
                .orElseThrow();
    }

    private String mailId(String text) {
        for (JsonNode mail :
                hub.http().get("/mail/api/messages", Optional.empty()).json()) {
            String id = mail.path("id").asText();
            if (hub.http()
                    .get("/mail/api/messages/" + id, Optional.empty())
                    .json()
                    .path("text")
                    .asText()
                    .contains(text)) {
                return id;
            }
        }
        throw new IllegalStateException("no mail says " + text);
    }

    /** The link of the notice that names the agreement. */
    private Optional<String> ownPage(String agreement) {
        for (JsonNode mail :
                hub.http().get("/mail/api/messages", Optional.empty()).json()) {
            String text = hub.http()
                    .get("/mail/api/messages/" + mail.path("id").asText(), Optional.empty())
                    .json()
                    .path("text")
                    .asText();
            int at = text.indexOf("/my/");
            if (text.contains(agreement) && at > 0) {
                return Optional.of(text.substring(at).split("\\s", 2)[0]);
            }
        }
        return Optional.empty();
    }

    private String address(String path) {
        return "https://localhost:" + hub.hub().setting("meterport.http.https-port") + path;
    }
}
