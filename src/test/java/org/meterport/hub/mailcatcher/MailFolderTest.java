package org.meterport.hub.mailcatcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.shared.StoppedClock;

class MailFolderTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final StoppedClock clock = new StoppedClock(NOON);

    @TempDir
    private Path folder;

    @Test
    void listsTheNewestFirstAlsoWithinAMillisecond() throws IOException {
        var mails = new MailFolder(folder, clock);

        MailId first = mails.keep("first".getBytes(UTF_8));
        MailId second = mails.keep("second".getBytes(UTF_8));
        clock.advance(Duration.ofSeconds(1));
        MailId third = mails.keep("third".getBytes(UTF_8));

        assertThat(mails.newestFirst(10)).containsExactly(third, second, first);
        assertThat(mails.newestFirst(2)).containsExactly(third, second);
        assertThat(third.arrivedAt()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void keepsTheOrderOverARestartWithAClockSetBack() throws IOException {
        MailId before = new MailFolder(folder, clock).keep("before".getBytes(UTF_8));
        clock.advance(Duration.ofHours(-2));

        var restarted = new MailFolder(folder, clock);
        restarted.open();
        MailId after = restarted.keep("after".getBytes(UTF_8));

        assertThat(restarted.newestFirst(10)).containsExactly(after, before);
        assertThat(restarted.read(before))
                .hasValueSatisfying(mail -> assertThat(mail).asString().isEqualTo("before"));
    }

    @Test
    void neverOverwritesTheMailOfAnotherProcess() throws IOException {
        var one = new MailFolder(folder, clock);
        var other = new MailFolder(folder, clock);

        MailId first = one.keep("one".getBytes(UTF_8));
        MailId second = other.keep("other".getBytes(UTF_8));

        assertThat(second).isGreaterThan(first);
        assertThat(one.newestFirst(10)).containsExactly(second, first);
    }

    @Test
    void goesOnInTheNextMillisecondWhenOneIsFull() {
        assertThat(new MailId("1772366400000-9999").next(NOON)).hasToString("1772366400001-0000");
    }

    @Test
    void listsNothingButCaughtMails() throws IOException {
        Files.writeString(folder.resolve("letter.eml"), "not ours");
        Files.createTempFile(folder, ".", ".unfinished");

        assertThat(new MailFolder(folder, clock).newestFirst(10)).isEmpty();
    }

    @Test
    void saysWhyNothingCanBeKept() throws IOException {
        Path gone = folder.resolve("gone");
        Files.writeString(gone, "a file where the folder should be");

        assertThat(new MailFolder(gone, clock).trouble()).hasValue("the mail folder is not there");
        assertThat(new MailFolder(folder, clock).trouble()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "..",
                "../secrets/token-key",
                "1772366400000-0000/..",
                "1772366400000-0000.eml",
                "1772366400000-0000\n",
                "177236640000-00000",
                "%2e%2e",
                "١772366400000-0000"
            })
    void takesNoIdThatIsNotOfItsOwnForm(String text) {
        assertThat(MailId.of(text)).isEmpty();
    }
}
