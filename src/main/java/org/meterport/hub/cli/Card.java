package org.meterport.hub.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.meterport.hub.app.Hub;
import org.meterport.hub.sandbox.Neighbourhood;
import org.meterport.hub.sandbox.Premise;
import org.meterport.hub.sandbox.adapter.SandboxAccounts;

/** What a person needs to know of a hub that has just started. */
final class Card {

    private final Path root;
    private final Screen screen;

    Card(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void show(Hub hub) {
        String http = "http://localhost:" + hub.setting("meterport.http.port");
        screen.heading("Meterport serves");
        row("Start page", http + "/");
        row(
                "HTTPS",
                "https://localhost:" + hub.setting("meterport.http.https-port") + "/  (CA: "
                        + shown(Path.of(hub.setting("meterport.data"), "tls", "ca.crt")) + ")");
        row("Mail catcher", http + "/mail");
        row(
                "Health, metrics",
                "http://localhost:" + hub.setting("management.server.port") + "/actuator/health, /actuator/prometheus");
        row(
                "Files",
                "FTPS localhost:" + hub.setting("meterport.filedrop.ftps-port") + " (explicit TLS), SFTP localhost:"
                        + hub.setting("meterport.filedrop.sftp-port"));
        row(
                "Operator API",
                http + "/operator/v1, user operator, password in "
                        + shown(Path.of(hub.setting("meterport.data"), "secrets", "operator-password")));
        row("Queues", "Artemis localhost:" + hub.setting("meterport.broker.port"));
        hub.find(SandboxAccounts.class).ifPresent(accounts -> sandbox(hub, accounts, http));
        screen.line("");
        screen.line("Ctrl-C stops.");
    }

    private void sandbox(Hub hub, SandboxAccounts accounts, String http) {
        Premise premise = hub.part(Neighbourhood.class).premises().get(0);
        String tdsp = SandboxAccounts.tdspOf(premise.esiid());
        var company = SandboxAccounts.BLUEBONNET;
        screen.heading("Sandbox credentials");
        row("API user", company.apiUser() + " / " + accounts.apiPassword(company));
        row("Its files", company.fileUser() + " / " + accounts.filePassword(company));
        row("A utility's files", tdsp + " / " + accounts.tdspPassword(tdsp));
        row(
                "A premise",
                "ESIID " + premise.esiid() + " of " + premise.customer().email());
        screen.heading("Try");
        screen.line("  curl -s " + http + "/v2/token/ -H 'Content-Type: application/json' \\");
        screen.line("    -d '{\"username\":\"" + company.apiUser() + "\",\"password\":\""
                + accounts.apiPassword(company) + "\"}'");
        screen.line("  ./meterport import --esiid " + premise.esiid() + " a-green-button-feed.xml");
        screen.line("  open " + http + "/mail, then edit a flow under " + shown(root.resolve("routes"))
                + "/ while it runs");
    }

    private void row(String name, String value) {
        screen.line(String.format(Locale.ROOT, "  %-18s %s", name, value));
    }

    private String shown(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }
}
