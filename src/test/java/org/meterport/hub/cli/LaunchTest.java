package org.meterport.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.meterport.hub.routing.RouteUnderTest;

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

    @ParameterizedTest
    @ValueSource(strings = {"70000", "65536", "-1", "abc"})
    void saysWhichSettingIsNoPort(String port) {
        var launch = new Launch(RouteUnderTest.projectRoot(), Screen.silent());

        assertThatThrownBy(() -> launch.start(Map.of("meterport.http.port", port)))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("meterport.http.port is " + port + ", which is no port");
    }
}
