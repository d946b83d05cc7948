package org.meterport.hub.portal.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.meterport.hub.portal.DocumentFolder;
import org.meterport.hub.portal.adapter.StartPages.Contract;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.ui.ConcurrentModel;

class StartPagesTest {

    @TempDir
    private Path schemas;

    @Test
    void listsEachContractWithWhatItSaysOfItself() throws IOException {
        Files.writeString(schemas.resolve("own-v1.yaml"), "info:\n  title: Own API\n  summary: For everything new.\n");
        Files.writeString(schemas.resolve("silent.yaml"), "openapi: 3.1.0\n");
        var model = new ConcurrentModel();

        new StartPages(new DocumentFolder(schemas, ".yaml"), new MockEnvironment()).contracts(model);

        assertThat(model.getAttribute("contracts"))
                .isEqualTo(List.of(
                        new Contract("own-v1.yaml", "Own API", "For everything new."),
                        new Contract("silent.yaml", "silent.yaml", "")));
    }
}
