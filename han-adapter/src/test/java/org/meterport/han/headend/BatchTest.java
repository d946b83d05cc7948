package org.meterport.han.headend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.meterport.han.sep.CancelAllLoadControlEvents;
import org.meterport.han.sep.CancelLoadControlEvent;
import org.meterport.han.sep.CancelMessage;
import org.meterport.han.sep.Criticality;
import org.meterport.han.sep.DeviceMessage;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.LoadControlEvent;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.Octets;
import org.meterport.han.sep.PublishPrice;
import org.meterport.han.sep.SepTime;

class BatchTest {
    private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    private static final Esiid ESIID = new Esiid("10443720000000001");

    @Test
    void followsFromItsMessage() {
        var event = new LoadControlEvent(
                7, 1, 0, SepTime.NOW, 60, Criticality.GREEN, LoadControlEvent.Adjustment.dutyCycle(50), 0);
        var price =
                new PublishPrice(1, "", 2, SepTime.NOW, 0, 840, 0, 0, SepTime.NOW, 60, 1, PublishPrice.Extras.SE_1_0);

        assertThat(batch(new DisplayMessage(1, MessageControl.PLAIN, SepTime.NOW, 1, "x"))
                        .priority())
                .isEqualTo(Priority.TEXT);
        assertThat(batch(price).priority()).isEqualTo(Priority.PRICE);
        assertThat(batch(event).priority()).isEqualTo(Priority.LOAD_CONTROL);
        assertThat(batch(new CancelMessage(1)).operation()).isEqualTo(Operation.CANCEL_TEXT);
        assertThat(batch(CancelLoadControlEvent.of(event)).priority()).isEqualTo(Priority.CANCEL);
        assertThat(batch(new CancelAllLoadControlEvents(0)).operation())
                .isEqualTo(Operation.CANCEL_ALL_LOAD_CONTROL)
                .matches(Operation::isCancel);
        assertThat(batch(new CancelMessage(1)).zcl()).isEqualTo(Octets.ofHex("0900010100000000"));
    }

    @Test
    void namesItsTargets() {
        assertThat(Target.home(ESIID)).hasToString("10443720000000001");
        assertThat(Target.device(ESIID, new Eui64(0xABCL))).hasToString("10443720000000001/0000000000000ABC");
        assertThat(new Token("t-1")).hasToString("t-1");
    }

    @Test
    void refusesNamesNoHeadEndCouldKeep() {
        assertThatThrownBy(() -> new Esiid("10 44")).hasMessageContaining("1 to 40");
        assertThatThrownBy(() -> new Token("")).hasMessageContaining("1 to 200");
        assertThatThrownBy(() -> Batch.of("", new CancelMessage(1), List.of(), NOW, NOW))
                .hasMessageContaining("200");
    }

    @Test
    void refusesAJoinWindowOutsideOneToThirtyDays() {
        var code = InstallCode.of(Octets.ofHex("112233445566"));

        assertThatThrownBy(() -> new ProvisionOrder("o", ESIID, new Eui64(1), code, Duration.ofHours(23)))
                .hasMessage("a join window is 1 to 30 days");
        assertThatThrownBy(() -> new ProvisionOrder("o", ESIID, new Eui64(1), code, Duration.ofDays(31)))
                .hasMessage("a join window is 1 to 30 days");
    }

    private static Batch batch(DeviceMessage message) {
        return Batch.of("b-1", message, List.of(Target.home(ESIID)), NOW, NOW.plusSeconds(60));
    }
}
