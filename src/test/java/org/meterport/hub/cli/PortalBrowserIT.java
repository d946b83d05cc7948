package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.SandboxDevice;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;
import org.meterport.hub.sandbox.adapter.SandboxAccounts.Company;

/** The portal in a real browser, over HTTPS, on a whole hub. */
@BrowserIsThere
class PortalBrowserIT {

    private static final double PATIENCE_MILLIS = 60_000;

    private static TestBrowser browser;

    private final RunningHub hub = RunningHub.shared();
    private final List<BrowserContext> windows = new ArrayList<>();

    @BeforeAll
    static void open() {
        browser = new TestBrowser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @AfterEach
    void closeWindows() {
        windows.forEach(BrowserContext::close);
    }

    @Test
    void letsStaffInByNameAndSecretWithASafeCookie() {
        Page page = window();
        page.navigate(address("/portal/reports"));
        page.fill("#userName", SandboxAccounts.BLUEBONNET.apiUser());
        page.fill("#secret", "a secret that is wrong");
        page.click("main button");
        assertThat(page.locator("[role=alert]").textContent()).contains("User name or secret is wrong");

        page.fill("#userName", SandboxAccounts.BLUEBONNET.apiUser());
        page.fill("#secret", hub.accounts().apiPassword(SandboxAccounts.BLUEBONNET));
        page.click("main button");

        assertThat(page.locator("h1").textContent()).isEqualTo("Reports");
        assertThat(page.context().cookies()).singleElement().satisfies(cookie -> {
            assertThat(cookie.httpOnly).isTrue();
            assertThat(cookie.secure).isTrue();
        });
    }

    @Test
    void b1AnInvitationMadeWithTheFormReachesTheCustomerAndBecomesAnAgreement() {
        Premise premise = hub.premise(31);
        Page page = signedIn(SandboxAccounts.BLUEBONNET);
        page.navigate(address("/portal/invitations/new"));
        page.fill("#esiids", premise.esiid().value());
        page.fill("#customerEmail", "somebody.else@example.com");
        page.check("input[value=INTERVAL]");
        page.fill("#purpose", "To try the portal");
        page.click("main button.yes");

        assertThat(page.locator("#customerEmail-fault").textContent()).isNotBlank();
        assertThat(page.inputValue("#purpose")).isEqualTo("To try the portal");

        page.fill("#customerEmail", premise.customer().email());
        page.click("main button.yes");

        assertThat(page.locator("h1").textContent()).isEqualTo("Invitation");
        assertThat(page.locator(".head").textContent()).contains("Waiting for an answer");
        String link = Poll.until("the mail", RunningHub.PATIENCE, () -> hub.mailed("To try the portal"));
        Page customer = window();
        customer.navigate(address(link));
        customer.click("button[value=accept]");
        page.reload();
        page.click("text=To the agreement");
        assertThat(page.locator(".head").textContent()).contains("Active");
        assertThat(page.locator("main").textContent()).contains("Nothing has left the hub under this agreement");

        page.click("a.danger");
        page.click("button.danger");
        assertThat(page.locator(".head").textContent()).contains("Ended by you");
        assertThat(page.locator("tbody tr").last().textContent()).contains("This portal");
    }

    @Test
    void a2AnOrdinaryUserSeesAndDoesOnlyWhatItsRightsAllow() {
        Page admin = signedIn(SandboxAccounts.LONESTAR);
        admin.navigate(address("/portal/users/new"));
        admin.fill("#userName", "portal-reader");
        admin.fill("#secret", "a-long-secret-of-16");
        admin.check("input[value=REPORTS]");
        admin.click("main button.yes");
        assertThat(admin.locator("main").textContent()).contains("portal-reader");

        Page user = signedIn("portal-reader", "a-long-secret-of-16");

        assertThat(user.locator("nav.side").textContent())
                .contains("Reports", "Help")
                .doesNotContain("Users", "Invitations", "Devices");
        assertThat(status(user, "/portal/users")).isEqualTo(403);
        assertThat(status(user, "/portal/users/new")).isEqualTo(403);
        assertThat(status(user, "/portal/invitations")).isEqualTo(403);
        assertThat(status(user, "/portal/messages/text")).isEqualTo(403);
        assertThat(status(user, "/portal/help")).isEqualTo(200);

        admin.navigate(address("/portal/users/portal-reader"));
        admin.click("button[value=SUSPENDED]");

        user.navigate(address("/portal/reports"));
        assertThat(user.locator("main").textContent()).contains("The user is suspended or removed");
    }

    @Test
    void ePortalAndApiRequestsProduceTheSameFileInTheFolder() throws Exception {
        Premise premise = hub.premise(32);
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "ENERGY_DATA");
        String day = hub.hub().part(Neighbourhood.class).lastDay().minusDays(5).toString();
        Page page = signedIn(SandboxAccounts.BLUEBONNET);
        page.navigate(address("/portal/reports/new"));
        page.fill("#esiids", premise.esiid().value() + "\n10443720000000999");
        page.fill("#from", day);
        page.fill("#to", day);
        page.click("main button.yes");

        page.locator(".head .badge:text-is('Delivered')")
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));

        assertThat(page.locator(".big strong").textContent()).isEqualTo("100 %");
        assertThat(page.locator("main").textContent()).contains("10443720000000999", "2 of 2 ESIIDs looked at");
        String byPortal = file(page.locator("dd.code >> text=adhocusage/").textContent());
        String byApi = file(requestedByApi(premise, day));
        assertThat(byPortal).isEqualTo(byApi).contains(premise.esiid().value());
    }

    @Test
    void gATextSentWithTheFormIsFollowedToTheEndOfEachTarget() {
        Premise premise = withDisplay(41);
        SandboxDevice display = display(premise).orElseThrow();
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "IN_HOME_DEVICE_SERVICES");
        Page page = signedIn(SandboxAccounts.BLUEBONNET);
        page.navigate(address("/portal/messages/text"));
        page.fill("#addresses", premise.esiid().value() + " " + display.address() + "\n10443720000000999");
        page.fill("#text", "Power is cheap now");
        page.click("main button.yes");

        page.locator(".counts .badge:text-is('At the device')")
                .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("meta[http-equiv=refresh]").count()).isZero();
        assertThat(page.locator(".counts").textContent()).contains("Refused by the hub");
        page.click(".counts a:has-text('At the device')");
        assertThat(page.locator("tbody tr").count()).isEqualTo(1);
        page.click("tbody a");
        assertThat(page.locator("tbody").textContent()).contains("At the device", "At the meter");
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrongBesideIt() {
        Page page = signedIn(SandboxAccounts.BLUEBONNET);
        page.navigate(address("/portal/devices/new"));
        page.fill("#esiid", hub.premise(35).esiid().value());
        page.fill("#device", "00:0D:6F:00:0A:90:69:E7");
        page.fill("#installCode", "83FE D340 7A93 9723 A5C6 39B2 6916 D505 0000");
        page.click("main button.yes");

        assertThat(page.locator("#installCode-fault").textContent()).isNotBlank();
        assertThat(page.locator("#installCode").getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(page.inputValue("#device")).isEqualTo("00:0D:6F:00:0A:90:69:E7");
    }

    @Test
    void tellsAnotherCompanyNothingOfWhatItGuesses() {
        Premise premise = hub.premise(34);
        hub.grant(SandboxAccounts.BLUEBONNET, premise, "ENERGY_DATA");
        Page owner = signedIn(SandboxAccounts.BLUEBONNET);
        owner.navigate(address("/portal/agreements?esiid=" + premise.esiid()));
        String agreement = owner.locator("td a.main").getAttribute("href");
        assertThat(status(owner, agreement)).isEqualTo(200);
        Page other = signedIn(SandboxAccounts.LONESTAR);

        assertThat(status(other, agreement)).isEqualTo(404);
        String guessed = other.locator("main h1, main p").first().textContent();
        assertThat(status(other, "/portal/agreements/agr_00000000000000000000000000"))
                .isEqualTo(404);
        assertThat(other.locator("main h1, main p").first().textContent()).isEqualTo(guessed);
        assertThat(status(other, agreement + "/end")).isEqualTo(404);
        other.navigate(address("/portal/usage?esiid=" + premise.esiid()));
        assertThat(other.locator("[role=alert]").first().textContent()).isNotBlank();
        assertThat(other.locator("svg").count()).isZero();
    }

    private Premise withDisplay(int number) {
        Premise premise = hub.premise(number);
        return display(premise).isPresent() ? premise : withDisplay(number + 1);
    }

    private static Optional<SandboxDevice> display(Premise premise) {
        return premise.devices().stream()
                .filter(device -> device.kind() == SandboxDevice.Kind.DISPLAY)
                .findFirst();
    }

    private String requestedByApi(Premise premise, String day) {
        Optional<String> token = Optional.of(hub.token(SandboxAccounts.BLUEBONNET));
        String id = hub.http()
                .post(
                        "/api/v1/reports",
                        token,
                        "{\"kind\":\"INTERVALS\",\"esiids\":[\"" + premise.esiid()
                                + "\",\"10443720000000999\"],\"from\":\"" + day + "\",\"to\":\"" + day + "\"}")
                .json()
                .path("id")
                .asText();
        return Poll.until(
                "the report " + id,
                RunningHub.PATIENCE,
                () -> Optional.of(hub.http().get("/api/v1/reports/" + id, token).json())
                        .filter(report -> report.path("status").asText().equals("DELIVERED"))
                        .map(report -> "adhocusage/" + report.path("fileName").asText()));
    }

    private String file(String path) throws Exception {
        try (FileClient files = hub.files(SandboxAccounts.BLUEBONNET)) {
            return new String(files.get(path), StandardCharsets.UTF_8);
        }
    }

    private int status(Page page, String path) {
        Response response = page.navigate(address(path));
        return response.status();
    }

    private Page signedIn(Company company) {
        return signedIn(company.apiUser(), hub.accounts().apiPassword(company));
    }

    private Page signedIn(String userName, String secret) {
        Page page = window();
        page.navigate(address("/portal/sign-in"));
        page.fill("#userName", userName);
        page.fill("#secret", secret);
        page.click("main button");
        page.locator("nav.side").waitFor();
        return page;
    }

    private Page window() {
        BrowserContext window = browser.browser()
                .newContext(new Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setViewportSize(1280, 900));
        windows.add(window);
        Page page = window.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS / 2);
        return page;
    }

    private String address(String path) {
        return "https://localhost:" + hub.hub().setting("meterport.http.https-port") + path;
    }
}
