package org.meterport.hub.mailcatcher.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.mailcatcher.MailId;
import org.springframework.boot.actuate.health.Status;

class MailCatcherIT {

    private static final String LETTER = "Subject: hello\r\n\r\nHow are you?";

    @TempDir
    private Path place;

    @Test
    void keepsTheMailBeforeItSaysSo() throws IOException {
        try (var catcher = new CatcherUnderTest(place);
                var talk = catcher.talk()) {
            talk.say("MAIL FROM:<hub@meterport.example>");
            talk.say("RCPT TO:<alma@example.com>");
            talk.say("DATA");
            talk.send(LETTER);
            assertThat(catcher.folder().newestFirst(10)).isEmpty();

            String reply = talk.say("\r\n.");

            assertThat(reply).startsWith("250 ").endsWith("1772366400000-0000");
            assertThat(place.resolve("1772366400000-0000.eml"))
                    .content()
                    .startsWith("Return-Path: <hub@meterport.example>\r\nX-Original-To: alma@example.com\r\n")
                    .contains(LETTER);
        }
    }

    @Test
    void keepsWhatAnOrdinaryClientSendsWithItsBlindCopies() throws MessagingException {
        try (var catcher = new CatcherUnderTest(place)) {
            var settings = new Properties();
            settings.put("mail.smtp.host", "127.0.0.1");
            settings.put("mail.smtp.port", String.valueOf(catcher.port()));
            var message = new MimeMessage(Session.getInstance(settings));
            message.setFrom("Hub <hub@meterport.example>");
            message.setRecipients(RecipientType.TO, "alma@example.com");
            message.setRecipients(RecipientType.BCC, "archive@example.com");
            message.setSubject("Información", "UTF-8");
            message.setText("¿Qué tal?\n.\nA dot alone", "UTF-8");

            Transport.send(message);

            var mail = new CaughtMails(catcher.folder()).newest().get(0);
            assertThat(mail.to()).containsExactly("alma@example.com", "archive@example.com");
            assertThat(mail.from()).isEqualTo("Hub <hub@meterport.example>");
            assertThat(mail.subject()).isEqualTo("Información");
            assertThat(mail.text()).isEqualToNormalizingNewlines("¿Qué tal?\n.\nA dot alone\n");
        }
    }

    @Test
    void stillHasItsMailsAfterARestart() throws IOException {
        try (var catcher = new CatcherUnderTest(place);
                var talk = catcher.talk()) {
            talk.mail("alma@example.com", LETTER);
        }

        try (var restarted = new CatcherUnderTest(place);
                var talk = restarted.talk()) {
            talk.mail("bert@example.com", LETTER);

            assertThat(new CaughtMails(restarted.folder()).newest())
                    .extracting(mail -> mail.to().get(0))
                    .containsExactly("bert@example.com", "alma@example.com");
        }
    }

    @Test
    void asksSendersToComeBackWhileItsFolderTakesNothing() throws IOException {
        Path folder = place.resolve("mail");
        try (var catcher = new CatcherUnderTest(folder)) {
            Files.delete(folder);
            Files.writeString(folder, "a file where the folder should be");

            try (var talk = catcher.talk()) {
                assertThat(talk.mail("alma@example.com", LETTER)).startsWith("452 4.3.1");
            }
            assertThat(catcher.health().health().getStatus()).isEqualTo(Status.DOWN);
            Files.delete(folder);

            try (var talk = catcher.talk()) {
                assertThat(talk.mail("alma@example.com", LETTER)).startsWith("250 ");
            }
            assertThat(catcher.health().health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void refusesAMailOverTheLimitForGood() throws IOException {
        try (var catcher = new CatcherUnderTest(place)) {
            String line = "x".repeat(98) + "\r\n";
            String large = LETTER + line.repeat(MailCatcher.MAX_MAIL_BYTES / 100 + 1);

            try (var talk = catcher.talk()) {
                assertThat(talk.mail("alma@example.com", large)).startsWith("552 5.3.4");
            }
            try (var talk = catcher.talk()) {
                assertThat(talk.say("MAIL FROM:<hub@meterport.example> SIZE=" + (MailCatcher.MAX_MAIL_BYTES + 1)))
                        .startsWith("552 5.3.4");
            }

            assertThat(place).isEmptyDirectory();
        }
    }

    @Test
    void doesNotTakeTheSendersHeadForTheEnvelope() throws IOException {
        try (var catcher = new CatcherUnderTest(place);
                var talk = catcher.talk()) {
            talk.mail("alma@example.com", "Subject: hi\r\nX-Original-To: mallory@example.com\r\n\r\nhello");

            var mail = new CaughtMails(catcher.folder()).newest().get(0);
            assertThat(mail.to()).containsExactly("alma@example.com");
        }
    }

    @Test
    void listsAMailThatBreaksEveryRule() throws IOException {
        try (var catcher = new CatcherUnderTest(place);
                var talk = catcher.talk()) {
            talk.mail(
                    "alma@example.com",
                    "Content-Type: multipart/alternative; boundary=never\r\nSubject: =?nosuch?Q?x?=\r\n\r\nhello");

            var mails = new CaughtMails(catcher.folder()).newest();
            assertThat(mails).hasSize(1);
            assertThat(mails.get(0).id()).isEqualTo(new MailId("1772366400000-0000"));
        }
    }

    @Test
    void namesTheSettingWhenItsPortIsTaken() {
        try (var catcher = new CatcherUnderTest(place)) {
            String taken = "meterport.mail-catcher.smtp-port=" + catcher.port();

            assertThatThrownBy(() -> new CatcherUnderTest(place, taken))
                    .rootCause()
                    .isInstanceOf(java.net.BindException.class);
            assertThatThrownBy(() -> new CatcherUnderTest(place, taken))
                    .hasStackTraceContaining("set meterport.mail-catcher.smtp-port to a free one");
        }
    }
}
