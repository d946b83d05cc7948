package org.meterport.hub.portal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.portal.DocumentFolder;
import org.meterport.hub.portal.adapter.Guides.Guide;

class GuidesTest {

    @TempDir
    private Path docs;

    private Guides guides;

    @BeforeEach
    void twoGuides() throws IOException {
        Files.writeString(docs.resolve("guide.md"), """
                # The guide

                See [words](glossary.md#esiid) <script>alert(1)</script> [x](javascript:alert)

                | a | b |
                |---|---|
                | 1 | 2 |
                """);
        Files.writeString(docs.resolve("secret.md"), "# Not for partners\n");
        guides = new Guides(new DocumentFolder(docs, ".md"), List.of("guide", "not-there"));
    }

    @Test
    void listsThoseOfTheSettingsThatAreThere() throws IOException {
        assertThat(guides.listed()).extracting(Guide::title).containsExactly("The guide");
        assertThat(guides.find("secret")).isEmpty();
        assertThat(guides.find("../secret")).isEmpty();
    }

    @Test
    void rendersTablesAndLinksBetweenGuidesAndNoHtmlOfTheirs() throws IOException {
        String html = guides.find("guide").orElseThrow().html();

        assertThat(html)
                .contains("<table>", "href=\"/portal/guides/glossary#esiid\"", "&lt;script&gt;")
                .doesNotContain("<script>", "javascript:");
    }

    @Test
    void hasHelpForEachPage() throws IOException {
        for (String page : List.of(
                "home",
                "invitations",
                "agreements",
                "usage",
                "reports",
                "schedules",
                "devices",
                "messages",
                "users",
                "company")) {
            assertThat(guides.help()).contains("id=\"" + page + "\"");
        }
    }
}
