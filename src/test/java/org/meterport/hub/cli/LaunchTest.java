package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LaunchTest {

    @Test
    void givesEveryPortANumberOfItsOwnBelowThoseOfOutgoingConnections() {
        for (int seed = 0; seed < 50; seed++) {
            List<Integer> ports = ports(seed);

            assertThat(ports)
                    .hasSize(Launch.PORTS.size())
                    .doesNotHaveDuplicates()
                    .allMatch(port -> port < 32_768);
        }
    }

    @Test
    void passesOverAPortThatIsTaken() throws IOException {
        int first = ports(7).get(0);

        try (var taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports(7)).doesNotContain(taken.getLocalPort());
        }
    }

    private static List<Integer> ports(long seed) {
        Map<String, String> settings = Launch.freePorts(new SplittableRandom(seed));
        Collection<String> numbers = settings.entrySet().stream()
                .filter(setting -> Launch.PORTS.contains(setting.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return numbers.stream().map(Integer::valueOf).toList();
    }
}
