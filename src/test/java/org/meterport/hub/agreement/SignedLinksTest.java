package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.Rejection;

class SignedLinksTest {

    private static final InvitationId ASKED = new InvitationId("inv_01kh4qzv3m9xq0d5h6t8e2c7ba");
    private static final Instant UNTIL = Instant.parse("2026-03-12T15:04:05Z");

    private final SignedLinks links = new SignedLinks(key(1));

    @Test
    void opensWhatItWasMadeFor() {
        assertThat(links.invitation(links.invitation(ASKED, UNTIL))).isEqualTo(ASKED);
        assertThat(links.customer(links.customer(new CustomerId("cus_alma"), UNTIL), UNTIL.minusSeconds(1)))
                .isEqualTo(new CustomerId("cus_alma"));
    }

    @Test
    void isTheSameForTheSameRightSoThatARepeatedMailIsTheSameMail() {
        assertThat(links.invitation(ASKED, UNTIL)).isEqualTo(new SignedLinks(key(1)).invitation(ASKED, UNTIL));
    }

    @Test
    void refusesEveryChangeOfASingleCharacter() {
        String token = links.invitation(ASKED, UNTIL);

        // the last character carries two bits that mean nothing, so it is left out
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'a' ? 'b' : 'a';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThatThrownBy(() -> links.invitation(changed)).isInstanceOf(Rejection.class);
        }
    }

    @Test
    void refusesAnotherHubsTokenAndAnotherPurpose() {
        String foreign = new SignedLinks(key(2)).invitation(ASKED, UNTIL);

        assertThatThrownBy(() -> links.invitation(foreign)).hasMessageContaining("AGR-401");
        assertThatThrownBy(() -> links.customer(links.invitation(ASKED, UNTIL), UNTIL.minusSeconds(1)))
                .hasMessageContaining("AGR-401");
    }

    @Test
    void closesTheCustomersPageWhenItsTimeIsOver() {
        String token = links.customer(new CustomerId("cus_alma"), UNTIL);

        assertThatThrownBy(() -> links.customer(token, UNTIL)).hasMessageContaining("AGR-402");
    }

    private static byte[] key(int seed) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) seed);
        return key;
    }
}
