package org.meterport.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/** What {@code routes/support/inbound-file.camel.yaml} promises of a file-fed flow, with real files. */
class InboundFilePolicyTest {

    @TempDir
    Path folder;

    private final ParkedFlows parked = new ParkedFlows();

    @RegisterExtension
    final RouteUnderTest route = RouteUnderTest.from(
                    RouteUnderTest.projectRoot().resolve("src/test/resources/routing"), "file-fed")
            .property("test.target.uri", "mock:target")
            .bean("flowFailures", FailureBeans.flowFailures(parked));

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(folder.resolve("in"));
        route.property("test.folder.uri", "file:" + folder.resolve("in") + "?delete=true&initialDelay=0&delay=20")
                .property("meterport.inbound.error.uri", "file:" + folder.resolve("error"));
    }

    @Test
    void keepsTheFileInItsFolderUntilTheOtherSideIsBack() throws Exception {
        var seenTwice = new CountDownLatch(2);
        route.mock("target").whenAnyExchangeReceived(exchange -> {
            seenTwice.countDown();
            exchange.setException(new Unavailable("database", "does not answer", null));
        });

        drop("usage.csv");

        assertThat(seenTwice.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("in/usage.csv")).exists();
        assertThat(folder.resolve("error/usage.csv")).doesNotExist();
        assertThat(parked.all()).singleElement().returns("database", ParkedFlows.Parked::dependency);
    }

    @Test
    void movesARefusedFileAsideAtOnceWithAReport() throws Exception {
        route.mock("target")
                .whenAnyExchangeReceived(exchange ->
                        exchange.setException(new Rejection(SampleProblem.TOO_MANY, "line 7: 20 columns, 10 allowed")));

        dropAndAwaitTheEnd("usage.csv", 1);

        assertThat(contentOf(folder.resolve("error/usage.csv").toFile())).isEqualTo("as it came");
        assertThat(contentOf(folder.resolve("error/usage.csv.report.txt").toFile()))
                .contains("file: usage.csv")
                .contains("code: SMP-201")
                .contains("reason: line 7: 20 columns, 10 allowed")
                .contains("attempts: 1");
    }

    @Test
    void givesAFileUpOnceAlsoWhereTheFlowItselfMovesFiles() throws Exception {
        route.property(
                "test.folder.uri",
                "file:" + folder.resolve("in") + "?noop=true&idempotent=false&initialDelay=0&delay=20");
        var tried = new AtomicInteger();
        route.mock("target").whenAnyExchangeReceived(exchange -> {
            tried.incrementAndGet();
            exchange.setException(new IllegalStateException("ours"));
        });

        dropAndAwaitTheEnd("usage.csv", 3);

        assertThat(folder.resolve("error/usage.csv")).exists();
        assertThat(tried).hasValue(3);
    }

    @Test
    void movesAFileAsideAtTheThirdDefect() throws Exception {
        route.mock("target")
                .whenAnyExchangeReceived(exchange -> exchange.setException(new IllegalStateException("payload 4711")));

        dropAndAwaitTheEnd("usage.csv", 3);

        assertThat(contentOf(folder.resolve("error/usage.csv").toFile())).isEqualTo("as it came");
        assertThat(contentOf(folder.resolve("error/usage.csv.report.txt").toFile()))
                .contains("code: IllegalStateException")
                .contains("attempts: 3")
                .contains("first failure: 2026-03-08T07:59:58Z")
                .doesNotContain("4711");
    }

    private void dropAndAwaitTheEnd(String name, int attempts) throws IOException {
        var done = new NotifyBuilder(route.context())
                .fromRoute("file-fed")
                .whenDone(attempts)
                .create();

        drop(name);

        assertThat(done.matches(20, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("in").resolve(name)).doesNotExist();
    }

    private void drop(String name) throws IOException {
        route.context();
        Path partial = Files.writeString(folder.resolve(name), "as it came");
        Files.move(partial, folder.resolve("in").resolve(name));
    }
}
