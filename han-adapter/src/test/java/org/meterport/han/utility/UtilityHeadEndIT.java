package org.meterport.han.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.HeadEndUnavailable;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepTime;
import org.meterport.han.tck.Ear;

/** What the contract does not ask: who may call back, another XML by stylesheet, files of nonsense, every kind of message. */
class UtilityHeadEndIT {
    private static final String RENAMING = """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                            xmlns:m="urn:meterport:head-end:v1">
              <xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
              <xsl:template match="m:EsiId"><MeterPoint><xsl:value-of select="."/></MeterPoint></xsl:template>
            </xsl:stylesheet>
            """;

    @TempDir
    Path folder;

    @Test
    void takesNoMessageFromSomeoneItDoesNotKnow() {
        var bench = new HttpBench(true);
        bench.headEnd().query(List.of()).join();

        var xml = "<Message/>";
        assertThat(bench.post(xml, "Bearer someone-elses-secret-word")).isEqualTo(401);
        assertThat(bench.post(xml, HttpBench.TO_HUB)).isEqualTo(400);
        bench.close();
    }

    @Test
    void saysWhyTheLastRequestHadNoReplyUntilOneHas() {
        var bench = new FileBench();
        var headEnd = (UtilityHeadEnd) bench.utilityHeadEnd();
        assertThat(headEnd.trouble()).isEmpty();

        bench.cut();
        assertThatThrownBy(() -> headEnd.query(List.of()).join()).hasCauseInstanceOf(HeadEndUnavailable.class);
        assertThat(headEnd.trouble())
                .hasValueSatisfying(cause -> assertThat(cause).contains("requests"));

        bench.restore();
        headEnd.query(List.of()).join();
        assertThat(headEnd.trouble()).isEmpty();
        bench.close();
    }

    @Test
    void wantsASecretForTheCallback() {
        assertThatThrownBy(() -> new HttpPost.Callback(new InetSocketAddress(0), "", "short"))
                .hasMessageContaining("16");
    }

    @Test
    void speaksAnotherXmlByStylesheet() throws IOException {
        Files.writeString(folder.resolve("outbound.xsl"), RENAMING);
        var stylesheets = Stylesheets.in(folder);
        var message = Message.request(
                "get",
                Nouns.READINGS,
                "m-1",
                "",
                UtilityBench.clock().instant(),
                List.of(Element.of("EsiId", UtilityBench.HOME)));

        assertThat(stylesheets.outbound(message.xml())).contains("MeterPoint").doesNotContain("<EsiId");
        assertThat(stylesheets.inbound(message.xml())).isEqualTo(message.xml());
        Files.writeString(folder.resolve("inbound.xsl"), "no stylesheet");
        assertThatThrownBy(() -> Stylesheets.in(folder)).hasMessageContaining("inbound.xsl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create-end-device-controls",
                "reply-end-device-controls",
                "changed-end-device-events",
                "create-pan-devices"
            })
    void theExamplesAreByTheSchemaAndCanBeRead(String name) throws IOException {
        var xml = Files.readString(Path.of("../schemas/head-end/examples", name + ".xml"));

        var message = Message.parse(UtilitySystem.valid(xml));

        for (var element : message.payload()) {
            switch (element.name()) {
                case "Control" -> assertThat(Nouns.batch(element).targets()).hasSize(2);
                case "Order" ->
                    assertThat(Nouns.provision(element).joinWindow()).isEqualTo(Duration.ofDays(1));
                case "Accepted" -> assertThat(Nouns.answers(message, 2)).hasSize(2);
                default -> assertThat(Nouns.event(element).id()).startsWith("e-");
            }
        }
    }

    @Test
    void readsNoDocumentTypes() {
        assertThatThrownBy(() -> Message.parse("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void setsAFileOfNonsenseAsideAndGoesOn() throws IOException {
        var bench = new FileBench();
        var ear = Ear.acknowledging();
        bench.headEnd().subscribe(ear, 10);
        Files.writeString(bench.replies().resolve("a.xml"), "no message");

        var answers =
                bench.headEnd().submit(batch(bench, new CancelMessage(1), "b")).join();
        bench.pass(Duration.ofMinutes(5));

        assertThat(answers).singleElement().isInstanceOf(Answer.Accepted.class);
        assertThat(ear.events()).isNotEmpty();
        assertThat(bench.replies().resolve("unreadable/a.xml")).exists();
        bench.close();
    }

    @Test
    void carriesEveryKindOfMessageByTheSchema() {
        var bench = new HttpBench(false);
        var event = new LoadControlEvent(
                0xF0000001L,
                1,
                0,
                SepTime.NOW,
                60,
                Criticality.LEVEL_1,
                LoadControlEvent.Adjustment.averageLoad(-10),
                3);
        var price = new PublishPrice(
                1, "PEAK", 2, SepTime.NOW, 0, 840, 0x42, 0x32, SepTime.NOW, 60, 1234, PublishPrice.Extras.SE_1_0);

        for (var message : List.of(
                event,
                price,
                new CancelMessage(7),
                CancelLoadControlEvent.of(event),
                new CancelAllLoadControlEvents(0))) {
            assertThat(bench.headEnd()
                            .submit(batch(bench, message, message.getClass().getSimpleName()))
                            .join())
                    .singleElement()
                    .isInstanceOf(Answer.Accepted.class);
        }
        bench.close();
    }

    private static Batch batch(UtilityBench bench, DeviceMessage message, String id) {
        return Batch.of(
                id,
                message,
                List.of(Target.home(UtilityBench.HOME)),
                bench.now(),
                bench.now().plus(Duration.ofHours(4)));
    }
}
