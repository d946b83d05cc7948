package org.meterport.components.zigbeesep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.util.json.DeserializationException;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.apache.camel.util.json.Jsoner;
import org.junit.jupiter.api.Test;

/** What Camel's tools read of the component, and what people read, say the same. */
class ZigbeeSepCatalogueTest {
    @Test
    void thePageDescribesEveryOptionHeaderAndOperationOfTheCatalogue() throws Exception {
        var catalogue = catalogue();
        var page = Files.readString(Path.of(
                System.getProperty("meterport.root", ".."), "components/src/main/docs/zigbee-sep-component.adoc"));

        assertThat(names(catalogue, "properties"))
                .contains("operation", "headEnd", "requestTimeout", "maxUnacknowledged")
                .allSatisfy(option -> assertThat(page).contains("`" + option + "`"));
        assertThat(names(catalogue, "headers"))
                .hasSizeGreaterThan(10)
                .allSatisfy(header -> assertThat(page).contains("`" + header + "`"));
        assertThat(Arrays.stream(ZigbeeSepOperation.values()).map(Enum::name))
                .allSatisfy(operation -> assertThat(page).contains("`" + operation + "`"));
    }

    @Test
    void theCatalogueKnowsEveryOperation() throws Exception {
        var properties = child(catalogue(), "properties");
        var operation = child(properties, "operation");

        List<String> known = new ArrayList<>();
        Objects.requireNonNull((JsonArray) operation.get("enum")).forEach(name -> known.add(String.valueOf(name)));

        assertThat(known)
                .containsExactlyElementsOf(Arrays.stream(ZigbeeSepOperation.values())
                        .map(Enum::name)
                        .toList());
    }

    private static Set<String> names(JsonObject catalogue, String group) {
        return child(catalogue, group).keySet();
    }

    private static JsonObject child(JsonObject parent, String name) {
        return Objects.requireNonNull((JsonObject) parent.get(name));
    }

    private static JsonObject catalogue() throws IOException, DeserializationException {
        var name = "/META-INF/org/meterport/components/zigbeesep/zigbee-sep.json";
        try (var in = Objects.requireNonNull(ZigbeeSepCatalogueTest.class.getResourceAsStream(name))) {
            return (JsonObject) Jsoner.deserialize(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }
}
