package org.meterport.hub.portal.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.meterport.hub.portal.DocumentFolder;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** Where a newcomer begins. */
@Controller
public class StartPages {

    /** The registered type (RFC 9512) makes browsers save the file; as text they show it. */
    private static final MediaType SHOWN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final YAMLMapper yaml = new YAMLMapper();
    private final DocumentFolder contracts;
    private final Environment settings;

    StartPages(DocumentFolder contracts, Environment settings) {
        this.contracts = contracts;
        this.settings = settings;
    }

    @GetMapping("/")
    public String start(Model model) throws IOException {
        model.addAttribute("contracts", contracts.names());
        model.addAttribute(
                "catchesMail", settings.getProperty("meterport.mail-catcher.enabled", Boolean.class, Boolean.TRUE));
        model.addAttribute("health", "http://127.0.0.1:" + managementPort() + "/actuator/health");
        return "portal/start";
    }

    private String managementPort() {
        return settings.getProperty("local.management.port", settings.getProperty("management.server.port", "8081"));
    }

    @GetMapping({"/contracts", "/contracts/"})
    public String contracts(Model model) throws IOException {
        List<Contract> shown = new ArrayList<>();
        for (String name : contracts.names()) {
            JsonNode info =
                    yaml.readTree(contracts.read(name).orElse(new byte[0])).path("info");
            shown.add(new Contract(
                    name, info.path("title").asText(name), info.path("summary").asText()));
        }
        model.addAttribute("contracts", shown);
        return "portal/contracts";
    }

    /** One line of the list. */
    record Contract(String name, String title, String summary) {}

    @GetMapping("/contracts/{name}")
    @ResponseBody
    public ResponseEntity<byte[]> contract(@PathVariable String name) throws IOException {
        return shown(contracts, name);
    }

    private static ResponseEntity<byte[]> shown(DocumentFolder folder, String name) throws IOException {
        return folder.read(name)
                .map(file -> ResponseEntity.ok().contentType(SHOWN).body(file))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
