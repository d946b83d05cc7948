package org.meterport.hub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class BounceAddressesTest {

    private static final String MAIL = "inv_01m8mvndbbn08fc355a2czxwaz.1";

    private final BounceAddresses ours = new BounceAddresses("bounce@hub.example", new byte[32]);

    @Test
    void saysByTheAddressWhichMailCameBackWhateverCaseItComesIn() {
        String address = ours.of(MAIL).orElseThrow();

        assertThat(address).matches("bounce\\+[a-z0-9_.]{10,57}@hub\\.example");
        assertThat(address.indexOf('@')).isLessThanOrEqualTo(64);
        assertThat(ours.mailId(address)).contains(MAIL);
        assertThat(ours.mailId(address.toUpperCase(Locale.ROOT))).contains(MAIL);
    }

    @Test
    void believesNoAddressThatAnotherKeyMadeOrThatWasChanged() {
        String address = ours.of(MAIL).orElseThrow();
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;

        assertThat(ours.mailId(new BounceAddresses("bounce@hub.example", otherKey)
                        .of(MAIL)
                        .orElseThrow()))
                .isEmpty();
        assertThat(ours.mailId(address.replace("waz.1", "waz.2"))).isEmpty();
        assertThat(ours.mailId("bounce+" + MAIL + "@hub.example")).isEmpty();
        assertThat(ours.mailId(address.replace("hub.example", "hubXexample"))).isEmpty();
        assertThat(ours.isFor("bounce+anything@HUB.example")).isTrue();
        assertThat(ours.isFor("alma@hub.example")).isFalse();
    }

    @Test
    void leavesMailsAloneThatDoNotFitAnAddressAndAllWithoutAMailbox() {
        assertThat(ours.of("agr_01m8mvndbbn08fc355a2czxwaz.ACCEPTED.customer")).isEmpty();
        assertThat(ours.of("a".repeat(60))).isEmpty();
        assertThat(new BounceAddresses("", new byte[32]).of(MAIL)).isEmpty();
        assertThat(new BounceAddresses("", new byte[32]).isFor("anything@hub.example"))
                .isFalse();
    }
}
