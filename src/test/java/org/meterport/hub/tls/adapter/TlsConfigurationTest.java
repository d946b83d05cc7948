package org.meterport.hub.tls.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TlsConfigurationTest {

    @TempDir
    private Path data;

    @Test
    void hasTheFilesReadyWhenTheBeanIsHandedOut() {
        new ApplicationContextRunner()
                .withUserConfiguration(TlsConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("meterport.tls.folder=" + data, "meterport.tls.names=hub.example.org")
                .run(context -> {
                    var files = context.getBean(ServerTls.class).files();

                    assertThat(Files.readString(files.certificate()))
                            .contains("BEGIN CERTIFICATE", "BEGIN PRIVATE KEY");
                    assertThat(files.authority()).get().isEqualTo(data.resolve("ca.crt"));
                });
    }

    @Test
    void failsTheStartWhenHalfOfAPairIsConfigured() {
        new ApplicationContextRunner()
                .withUserConfiguration(TlsConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("meterport.tls.certificate=/etc/hub/chain.pem")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("meterport.tls.private-key"));
    }
}
