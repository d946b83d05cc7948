package org.meterport.hub.mailcatcher.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes no sense at the mail catcher's door gets SMTP's own error, is not kept, and disturbs nobody else. */
class MalformedMailIT {

    private static final String ENVELOPE = "HELO x\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\n";

    private final CatcherUnderTest catcher;

    MalformedMailIT(@TempDir Path place) {
        catcher = new CatcherUnderTest(place);
    }

    @AfterEach
    void takesAnOrdinaryMailAfterwards() throws IOException {
        assertThat(catcher.folder().newestFirst(10)).isEmpty();
        try (var talk = catcher.talk()) {
            assertThat(talk.mail("alma@example.com", "Subject: hello\r\n\r\nHow are you?"))
                    .startsWith("250 ");
        }
        catcher.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "utter nonsense\r\n",
                "\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "MAIL FROM:<a@example.com>\r\n",
                "RCPT TO:<b@example.com>\r\n",
                "DATA\r\n",
                "HELO x\r\nDATA\r\n",
                "HELO x\r\nRCPT TO:<b@example.com>\r\n",
                "HELO x\r\nMAIL FROM:<a@example.com>\r\nDATA\r\n",
                "HELO x\r\nMAIL FROM:<<<>\r\n",
                "HELO x\r\nMAIL a@example.com\r\n",
                "HELO x\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<no address at all>\r\n",
                "HELO x\nMAIL FROM:<a@example.com>\n",
                "HELO x\rQUIT\r",
                "HELO \u0000\u0001\u0007\r\n\u0000\r\n",
                "\u00FF\u00FE\u0080\r\n",
                "STARTTLS\r\n",
                "AUTH PLAIN AGEAYg==\r\n"
            })
    void answersNonsenseWithAnSmtpError(String bytes) throws IOException {
        assertThat(repliesTo(bytes + "QUIT\r\n")).anyMatch(reply -> reply.matches("[45]\\d\\d[ -].{3,}"));
    }

    @Test
    void cutsOffALineWithoutEnd() throws IOException {
        List<String> replies = repliesTo("HELO " + "x".repeat(5_000_000));

        assertThat(replies).anyMatch(reply -> reply.matches("[45]\\d\\d[ -].{3,}"));
    }

    @Test
    void answersEachOfManyPipelinedLines() throws IOException {
        String nonsense = IntStream.range(0, 2_000)
                .mapToObj(i -> "NONSENSE " + i + "\r\n")
                .reduce("", String::concat);

        assertThat(repliesTo(nonsense + "QUIT\r\n"))
                .filteredOn(reply -> reply.startsWith("500 "))
                .hasSizeGreaterThanOrEqualTo(2_000);
    }

    @Test
    void answersBinaryNoise() throws IOException {
        byte[] noise = new byte[1 << 20];
        new Random(3).nextBytes(noise);

        assertThat(repliesTo(new String(noise, StandardCharsets.ISO_8859_1)))
                .anyMatch(reply -> reply.matches("[45]\\d\\d[ -].{3,}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HE",
                ENVELOPE,
                ENVELOPE + "DATA\r\n",
                ENVELOPE + "DATA\r\nSubject: half\r\n\r\nof a mai",
                ENVELOPE + "DATA\r\nSubject: half\r\n\r\nof a mail\r\n.\r",
                ENVELOPE + "DATA\r\nSubject: bare\r\n\r\nlines\n.\nMAIL FROM:<smuggled@example.com>\n"
            })
    void keepsNothingOfAMailWhoseSenderHangsUp(String bytes) throws IOException {
        repliesTo(bytes);

        assertThat(catcher.folder().newestFirst(10)).isEmpty();
    }

    /** Sends all, closes the sending side, and gives every line that came back. */
    private List<String> repliesTo(String bytes) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), catcher.port())) {
            socket.setSoTimeout(30_000);
            try {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
            } catch (IOException cutOff) {
                // the catcher may hang up on what never ends; its reply came before
                assertThat(bytes.length()).isGreaterThan(10_000);
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
        }
    }
}
