package org.meterport.hub.routing.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.meterport.hub.routing.RouteDeployments.State;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;

class RouteDeployerTest {

    @TempDir
    Path temp;

    private DeployedFolder folder;

    @BeforeEach
    void aFolderWithTwoFlows() {
        folder = new DeployedFolder(temp)
                .write("greeting/greet", DeployedFolder.answering("greet", "{{test.word}}"))
                .write("greeting/part", DeployedFolder.answering("part", "bye"));
        folder.deployer.rescan();
    }

    @AfterEach
    void stop() {
        folder.close();
    }

    @Test
    void bringsEveryGoodFileIntoService() {
        assertThat(folder.ask("greet")).isEqualTo("hello");
        assertThat(folder.ask("part")).isEqualTo("bye");
        assertThat(folder.deployments.in(State.RUNNING)).hasSize(3);
        assertThat(folder.deployment("greeting/greet"))
                .returns(1, d -> d.version())
                .returns(folder.now(), d -> d.deployedAt())
                .satisfies(d -> assertThat(d.sha256()).hasSize(64));
    }

    @Test
    void anEditReplacesItsOwnFlowAndLeavesTheOthersAlone() {
        var other = folder.camel.getRoute("part");

        folder.write("greeting/greet", DeployedFolder.answering("greet", "good day"));
        folder.deployer.rescan();

        assertThat(folder.ask("greet")).isEqualTo("good day");
        assertThat(folder.deployment("greeting/greet").version()).isEqualTo(2);
        assertThat(folder.camel.getRoute("part")).isSameAs(other);
    }

    @Test
    void aScanWithoutAChangeTouchesNothing() {
        var route = folder.camel.getRoute("greet");

        folder.deployer.rescan();

        assertThat(folder.camel.getRoute("greet")).isSameAs(route);
        assertThat(folder.deployments.deployed()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            - setBody:            | - setBody: ]          | SYNTAX         | 13 | |
            - setBody:            | - setBdoy:            | SCHEMA         | 13 | greet.from   |
            expression: "hello"   | expresion: "hello"    | SCHEMA         | 17 | greet.answer |
            expression: "hello"   | expression: "${bdy}"  | REFERENCE      | 17 | greet.answer |
            expression: "hello"   | expression: "{{no.such}}" | REFERENCE  | 17 | greet.answer |
            uri: direct           | uri: dirct            | REFERENCE      | 9  | greet.from   |
            name: greet           | nmae: greet           | REFERENCE      | 11 | greet.from   |
            ': partner-facing'    | ': partner'           | REFERENCE      | 6  | greet        |
            '    id: greet'       | '    id: hail'        | ROUTE_ID       | 4  |              |
            """)
    void aBadEditLeavesTheRunningFlowAliveAndSaysWhatIsWrongAndWhere(
            String good, String bad, Rule rule, int line, String step) {
        String text = DeployedFolder.answering("greet", "hello")
                .replaceFirst(java.util.regex.Pattern.quote(good), java.util.regex.Matcher.quoteReplacement(bad));

        folder.write("greeting/greet", text);
        folder.deployer.rescan();

        assertThat(folder.ask("greet")).isEqualTo("hello");
        assertThat(folder.deployment("greeting/greet"))
                .returns(State.EDIT_REFUSED, d -> d.state())
                .returns(1, d -> d.version());
        assertThat(folder.deployment("greeting/greet").findings())
                .as("%s", folder.deployment("greeting/greet").findings())
                .anySatisfy(finding -> assertThat(finding)
                        .returns(rule, RouteFinding::rule)
                        .returns("greeting/greet.camel.yaml", RouteFinding::file)
                        .returns(line, RouteFinding::line)
                        .returns(step, RouteFinding::step));
    }

    @Test
    void anUnknownBeanIsNamedWithItsLine() {
        folder.write(
                "greeting/greet",
                DeployedFolder.answering("greet", "hello")
                        + "        - bean:\n            id: greet.call\n            ref: nobody\n            method: go\n");
        folder.deployer.rescan();

        assertThat(folder.deployment("greeting/greet").findings())
                .extracting(RouteFinding::toString)
                .containsExactly("greeting/greet.camel.yaml:20:13 [greet.call]: there is no bean nobody");
    }

    @Test
    void anUnknownMethodIsCaughtByTheTrial() {
        folder.write(
                "greeting/greet",
                DeployedFolder.answering("greet", "hello")
                        + "        - bean:\n            id: greet.call\n            ref: problemReply\n            method: wirte\n");
        folder.deployer.rescan();

        assertThat(folder.ask("greet")).isEqualTo("hello");
        assertThat(folder.deployment("greeting/greet").findings())
                .singleElement()
                .returns(Rule.TRIAL, RouteFinding::rule)
                .satisfies(finding -> assertThat(finding.sentence()).contains("wirte"));
    }

    @Test
    void puttingTheOldTextBackClearsTheFinding() {
        String good =
                Files.exists(folder.path("greeting/greet")) ? DeployedFolder.answering("greet", "{{test.word}}") : "";
        folder.write("greeting/greet", "- rubbish");
        folder.deployer.rescan();

        folder.write("greeting/greet", good);
        folder.deployer.rescan();

        assertThat(folder.deployment("greeting/greet"))
                .returns(State.RUNNING, d -> d.state())
                .returns(1, d -> d.version());
    }

    @Test
    void aBadNewFileIsQuarantinedAndTakesNobodyDown() {
        folder.write("greeting/shout", DeployedFolder.answering("shout", "${bdy}"))
                .write("greeting/whisper", DeployedFolder.answering("whisper", "psst"));
        folder.deployer.rescan();

        assertThat(folder.ask("whisper")).isEqualTo("psst");
        assertThat(folder.deployments.in(State.QUARANTINED))
                .singleElement()
                .returns("greeting/shout.camel.yaml", d -> d.file())
                .returns(0, d -> d.version());
        assertThat(folder.camel.getRoute("shout")).isNull();
    }

    @Test
    void aQuarantinedFileThatIsDeletedIsForgotten() {
        folder.write("greeting/shout", "- rubbish");
        folder.deployer.rescan();

        folder.delete("greeting/shout");
        folder.deployer.rescan();

        assertThat(folder.deployments.in(State.QUARANTINED)).isEmpty();
    }

    @Test
    void aSecondFileWithATakenIdIsRefused() {
        folder.write("elsewhere/greet", DeployedFolder.answering("greet", "impostor"));
        folder.deployer.rescan();

        assertThat(folder.ask("greet")).isEqualTo("hello");
        assertThat(folder.deployment("elsewhere/greet").findings())
                .singleElement()
                .returns(Rule.DUPLICATE, RouteFinding::rule)
                .satisfies(finding -> assertThat(finding.sentence()).contains("greeting/greet.camel.yaml"));
    }

    @Test
    void aFileMovedToAnotherFolderKeepsItsFlow() {
        folder.delete("greeting/greet").write("elsewhere/greet", DeployedFolder.answering("greet", "from here"));
        folder.deployer.rescan();

        assertThat(folder.ask("greet")).isEqualTo("from here");
        assertThat(folder.deployments.all())
                .extracting(d -> d.file())
                .contains("elsewhere/greet.camel.yaml")
                .doesNotContain("greeting/greet.camel.yaml");
    }

    @Test
    void aRemovedFileEndsItsFlow() {
        folder.delete("greeting/part");
        folder.deployer.rescan();

        assertThat(folder.camel.getRoute("part")).isNull();
        assertThat(folder.deployments.all()).extracting(d -> d.file()).doesNotContain("greeting/part.camel.yaml");
    }

    @Test
    void aRemovedPolicyThatIsStillFollowedGoesOn() {
        folder.delete("support/partner-facing");
        folder.deployer.rescan();
        folder.deployer.rescan();

        assertThat(folder.ask("greet")).isEqualTo("hello");
        assertThat(folder.deployment("support/partner-facing").state()).isEqualTo(State.REMOVAL_REFUSED);
    }

    @Test
    void anEditedPolicyStartsTheFlowsThatFollowItAnew() {
        var before = folder.camel.getRoute("greet");
        folder.write(
                "support/partner-facing",
                DeployedFolder.policy("partner-facing", "problemReply", "write").replace("Answer failures", "Answer"));
        folder.deployer.rescan();

        assertThat(folder.camel.getRoute("greet")).isNotSameAs(before);
        assertThat(folder.ask("greet")).isEqualTo("hello");
        assertThat(folder.deployment("support/partner-facing").version()).isEqualTo(2);
        assertThat(folder.deployment("greeting/greet").version()).isEqualTo(1);
    }

    @Test
    void aBadPolicyIsRefusedAndItsFollowersGoOn() {
        var before = folder.camel.getRoute("greet");
        folder.write("support/partner-facing", DeployedFolder.policy("partner-facing", "problemReply", "wirte"));
        folder.deployer.rescan();

        assertThat(folder.camel.getRoute("greet")).isSameAs(before);
        assertThat(folder.deployment("support/partner-facing"))
                .returns(State.EDIT_REFUSED, d -> d.state())
                .satisfies(d -> assertThat(d.findings().toString()).contains("wirte"));
    }

    @Test
    void aFlowRefusedForItsMissingPolicyRunsOnceThePolicyIsThere() {
        folder.write(
                "greeting/late", DeployedFolder.answering("late", "here").replace("Id: partner-facing", "Id: other"));
        folder.deployer.rescan();
        State before = folder.deployment("greeting/late").state();

        folder.write("support/other", DeployedFolder.policy("other", "problemReply", "write"));
        folder.deployer.rescan();

        assertThat(before).isEqualTo(State.QUARANTINED);
        assertThat(folder.ask("late")).isEqualTo("here");
    }

    @Test
    void aFileThatIsBeingWrittenIsWaitedFor() throws IOException {
        folder.write("greeting/greet", DeployedFolder.answering("greet", "half of it"));
        Files.setLastModifiedTime(folder.path("greeting/greet"), FileTime.from(folder.now()));
        boolean soon = folder.deployer.rescan();
        String meanwhile = folder.ask("greet");

        folder.pass(DeployedFolder.QUIET);
        boolean later = folder.deployer.rescan();

        assertThat(soon).isTrue();
        assertThat(meanwhile).isEqualTo("hello");
        assertThat(later).isFalse();
        assertThat(folder.ask("greet")).isEqualTo("half of it");
    }

    @Test
    void anEmptyFileIsWaitedForAndItsFlowGoesOn() {
        folder.write("greeting/greet", "");

        assertThat(folder.deployer.rescan()).isTrue();
        assertThat(folder.ask("greet")).isEqualTo("hello");
        assertThat(folder.deployment("greeting/greet").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aFileServerWhoseClockRunsAheadIsReadAfterTwoEqualLooks() throws IOException {
        folder.write("greeting/greet", DeployedFolder.answering("greet", "ahead"));
        Files.setLastModifiedTime(
                folder.path("greeting/greet"), FileTime.from(folder.now().plusSeconds(3600)));
        boolean first = folder.deployer.rescan();

        folder.pass(DeployedFolder.QUIET);
        boolean second = folder.deployer.rescan();

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(folder.ask("greet")).isEqualTo("ahead");
    }

    @Test
    void aFolderThatLooksEmptyEndsNoFlow() {
        folder.delete("greeting/greet").delete("greeting/part").delete("support/partner-facing");

        assertThat(folder.deployer.rescan()).isTrue();
        assertThat(folder.ask("greet")).isEqualTo("hello");
    }

    @Test
    void aMessageInFlightEndsBeforeItsFlowIsReplaced() throws Exception {
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        folder.camel.getRegistry().bind("slow", new Slow(entered, leave));
        folder.write(
                "greeting/greet",
                DeployedFolder.answering("greet", "old")
                        + "        - process:\n            id: greet.wait\n            ref: slow\n");
        folder.deployer.rescan();
        var call = CompletableFuture.supplyAsync(() -> folder.ask("greet"));
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        folder.write("greeting/greet", DeployedFolder.answering("greet", "new"));
        var edit = CompletableFuture.runAsync(folder.deployer::rescan);
        leave.countDown();

        assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("old");
        edit.get(20, TimeUnit.SECONDS);
        assertThat(folder.ask("greet")).isEqualTo("new");
    }

    @Test
    void aFlowThatDoesNotDrainIsReplacedAfterTheBound() throws Exception {
        folder.close();
        folder = new DeployedFolder(temp.resolve("other"), Duration.ofMillis(200));
        var entered = new CountDownLatch(1);
        var leave = new CountDownLatch(1);
        folder.camel.getRegistry().bind("slow", new Slow(entered, leave));
        folder.write(
                "greeting/greet",
                DeployedFolder.answering("greet", "old")
                        + "        - process:\n            id: greet.wait\n            ref: slow\n");
        folder.deployer.rescan();
        var call = CompletableFuture.supplyAsync(() -> folder.ask("greet"));
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        folder.write("greeting/greet", DeployedFolder.answering("greet", "new"));
        folder.deployer.rescan();

        assertThat(folder.ask("greet")).isEqualTo("new");
        assertThat(call).isNotDone();
        leave.countDown();
        assertThat(call).succeedsWithin(Duration.ofSeconds(20));
    }

    /** A step that waits to be let go. */
    record Slow(CountDownLatch entered, CountDownLatch leave) implements org.apache.camel.Processor {

        @Override
        public void process(org.apache.camel.Exchange exchange) throws InterruptedException {
            entered.countDown();
            leave.await(20, TimeUnit.SECONDS);
        }
    }
}
