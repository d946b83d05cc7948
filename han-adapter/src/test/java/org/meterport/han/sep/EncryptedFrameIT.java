package org.meterport.han.sep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.han.radio.CaptureFile;

/** An event that a third implementation secured in both layers, the APS layer under the link key of the published install code. */
class EncryptedFrameIT {
    private static final String FRAME =
            "618808621a341200000802341200001e08287b00000077665544332211000047203b9717e2be2e7fbc1ac5"
                    + "25a6e506eed2143d2586944429eaaf82c1be772e8f0e40755e14fd9f9449ca1977247f11f7fb2a7a7020e9";
    private static final String NETWORK_KEY = "01:03:05:07:09:0b:0d:0f:00:02:04:06:08:0a:0c:0d";

    @TempDir
    Path folder;

    @Test
    @TsharkIsThere
    void s1OpensWithTheLinkKeyWeMakeOfTheInstallCode() throws IOException, InterruptedException {
        var linkKey = InstallCode.parse("83FED3407A939723A5C639B26916D505C3B5")
                .linkKey()
                .hex()
                .replaceAll("(..)(?=.)", "$1:");

        assertThat(read(linkKey)).contains("0x32").containsAnyOf("0x55667788", "1432778632");
        assertThat(read("00" + linkKey.substring(2))).doesNotContain("0x32");
    }

    private String read(String linkKey) throws IOException, InterruptedException {
        var file = folder.resolve("secured.pcap");
        try (var capture = CaptureFile.open(file)) {
            capture.write(Instant.EPOCH, Octets.ofHex(FRAME));
        }
        var process = new ProcessBuilder(
                        "tshark",
                        "-r",
                        file.toString(),
                        "-o",
                        "uat:zigbee_pc_keys:\"" + linkKey + "\",\"Normal\",\"link\"",
                        "-o",
                        "uat:zigbee_pc_keys:\"" + NETWORK_KEY + "\",\"Normal\",\"nwk\"",
                        "-T",
                        "fields",
                        "-e",
                        "zbee_zcl_se.drlc.issuer_id",
                        "-e",
                        "zbee_zcl_se.drlc.duty_cycle")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return read;
    }
}
