package org.meterport.hub.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealingTest {

    private final Sealing sealing = new Sealing(key(1), new Random(7));

    @Test
    void opensWhatItSealedAndTellsNothingOfIt() {
        String first = sealing.seal("Álma Reyes", "customer.name/cus_1");
        String second = sealing.seal("Álma Reyes", "customer.name/cus_1");

        assertThat(first).startsWith("v1:").doesNotContain("Reyes").isNotEqualTo(second);
        assertThat(sealing.open(first, "customer.name/cus_1")).isEqualTo("Álma Reyes");
        assertThat(sealing.open(second, "customer.name/cus_1")).isEqualTo("Álma Reyes");
        assertThat(sealing.open(sealing.seal("", "x"), "x")).isEmpty();
    }

    @Test
    void takesATextThatWasNeverSealedAsItStands() {
        assertThat(sealing.open("alma@example.com", "customer.email/cus_1")).isEqualTo("alma@example.com");
    }

    @Test
    void refusesAnotherKeyAnotherPlaceAndEveryChange() {
        String sealed = sealing.seal("alma@example.com", "customer.email/cus_1");

        assertThatThrownBy(() -> new Sealing(key(2), new Random(7)).open(sealed, "customer.email/cus_1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("alma");
        assertThatThrownBy(() -> sealing.open(sealed, "customer.email/cus_2"))
                .isInstanceOf(IllegalStateException.class);
        String changed = sealed.substring(0, 10) + (sealed.charAt(10) == 'A' ? 'B' : 'A') + sealed.substring(11);
        assertThatThrownBy(() -> sealing.open(changed, "customer.email/cus_1"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Sealing(new byte[16], new Random(7))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] key(int value) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
