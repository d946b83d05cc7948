package org.meterport.hub.webhook.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.meterport.hub.routing.RouteUnderTest;
import org.meterport.hub.webhook.EventKind;

/** The contract of events holds against itself and against the hub's own list. */
class EventContractTest {

    private final JsonNode contract = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readTree(RouteUnderTest.projectRoot()
                            .resolve("schemas/asyncapi/meterport-events-v1.yaml")
                            .toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void hasAMessageForEachKindOfEventAndNoOther() {
        var names = new TreeSet<String>();
        contract.path("components")
                .path("messages")
                .forEach(message -> names.add(message.path("name").asText()));

        assertThat(names)
                .containsExactlyInAnyOrder(
                        Arrays.stream(EventKind.values()).map(EventKind::wire).toArray(String[]::new));
    }

    @Test
    void givesExamplesThatAreValidAndNoLongerAreWithoutAField() {
        contract.path("components").path("messages").forEach(message -> {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(message.path("payload"));
            JsonNode example = message.path("examples").path(0).path("payload");

            assertThat(schema.validate(example))
                    .as(message.path("name").asText())
                    .isEmpty();
            assertThat(schema.validate(((ObjectNode) example).deepCopy().without(List.of("data"))))
                    .as("without its data")
                    .isNotEmpty();
        });
    }

    @Test
    void namesOnlyMessagesThatAreThere() {
        contract.path("channels")
                .forEach(channel -> channel.path("messages")
                        .forEach(reference -> assertThat(contract.at(
                                                reference.path("$ref").asText().substring(1))
                                        .isMissingNode())
                                .as(reference.toString())
                                .isFalse()));
    }
}
