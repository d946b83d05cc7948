package org.meterport.hub.mailcatcher.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailPagesTest {

    private static final String FIRST = "1772366400000-0000";
    private static final String MAIL = """
            Return-Path: <hub@meterport.example>
            X-Original-To: alma@example.com
            From: Hub <hub@meterport.example>
            Subject: <script>alert(1)</script>
            Message-ID: <a.1@meterport.example>
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=cut

            --cut
            Content-Type: text/plain; charset=UTF-8

            Hello <b>Alma</b>
            --cut
            Content-Type: text/html; charset=UTF-8

            <p>Hello</p><script>alert(2)</script>
            --cut--
            """.replace("\n", "\r\n");

    @TempDir
    private Path folder;

    private CatcherUnderTest catcher;

    @BeforeEach
    void catchOne() throws Exception {
        catcher = new CatcherUnderTest(folder);
        catcher.folder().keep(MAIL.getBytes(StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        catcher.close();
    }

    @Test
    void listsMailsAsJsonNewestFirst() throws Exception {
        catcher.folder().keep(MAIL.replace("alma", "bert").getBytes(StandardCharsets.UTF_8));

        catcher.pages()
                .perform(get("/mail/api/messages"))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        [{"id": "1772366400000-0001", "from": "Hub <hub@meterport.example>", "to": ["bert@example.com"],
                          "subject": "<script>alert(1)</script>", "date": "2026-03-01T12:00:00Z",
                          "messageId": "<a.1@meterport.example>"},
                         {"id": "1772366400000-0000", "from": "Hub <hub@meterport.example>", "to": ["alma@example.com"],
                          "subject": "<script>alert(1)</script>", "date": "2026-03-01T12:00:00Z",
                          "messageId": "<a.1@meterport.example>"}]
                        """, org.springframework.test.json.JsonCompareMode.STRICT));
    }

    @Test
    void givesOneMailAsJsonWithItsParts() throws Exception {
        catcher.pages()
                .perform(get("/mail/api/messages/" + FIRST))
                .andExpect(status().isOk())
                .andExpect(content().json("""
                        {"id": "1772366400000-0000", "from": "Hub <hub@meterport.example>", "to": ["alma@example.com"],
                         "subject": "<script>alert(1)</script>", "date": "2026-03-01T12:00:00Z",
                         "messageId": "<a.1@meterport.example>", "text": "Hello <b>Alma</b>",
                         "html": "<p>Hello</p><script>alert(2)</script>"}
                        """, org.springframework.test.json.JsonCompareMode.STRICT));
    }

    @Test
    void writesNothingOfAMailAsMarkup() throws Exception {
        catcher.pages()
                .perform(get("/mail"))
                .andExpect(content().string(containsString("&lt;script&gt;alert(1)")))
                .andExpect(content().string(not(containsString("<script"))));
        catcher.pages()
                .perform(get("/mail/" + FIRST))
                .andExpect(content().string(containsString("Hello &lt;b&gt;Alma&lt;/b&gt;")))
                .andExpect(content().string(not(containsString("<script"))));
    }

    @Test
    void showsTheHtmlWhereNoScriptRuns() throws Exception {
        String page = catcher.pages()
                .perform(get("/mail/" + FIRST))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).containsPattern("<iframe[^>]* sandbox=\"allow-popups allow-popups-to-escape-sandbox\"");
        catcher.pages()
                .perform(get("/mail/" + FIRST + "/html"))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Security-Policy", MailPages.STRANGERS_HTML))
                .andExpect(content().string(containsString("<base target=\"_blank\"><p>Hello</p>")));
        assertThat(MailPages.STRANGERS_HTML)
                .startsWith("sandbox ")
                .contains("default-src 'none'")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mail/..%2F..%2Fsecrets",
                "/mail/%2e%2e",
                "/mail/1772366400000-0000.eml",
                "/mail/1772366400000-0001",
                "/mail/%2e%2e/html",
                "/mail/1772366400000-0001/html",
                "/mail/api/messages/%2e%2e",
                "/mail/api/messages/1772366400000-0001"
            })
    void doesNotKnowAnyOtherId(String path) throws Exception {
        catcher.pages().perform(get(URI.create(path))).andExpect(status().isNotFound());
    }

    @Test
    void showsMailsOnItsOwnMachineOnly() throws Exception {
        for (String path : new String[] {"/mail", "/mail/" + FIRST + "/html", "/mail/api/messages"}) {
            catcher.pages()
                    .perform(get(path).with(request -> {
                        request.setRemoteAddr("192.0.2.7");
                        return request;
                    }))
                    .andExpect(status().isForbidden())
                    .andExpect(content().string(containsString("meterport.mail-catcher.pages-for-all")));
            catcher.pages()
                    .perform(get(path).header("X-Forwarded-For", "192.0.2.7"))
                    .andExpect(status().isForbidden());
        }
    }
}
