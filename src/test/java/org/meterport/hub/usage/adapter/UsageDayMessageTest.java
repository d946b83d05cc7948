package org.meterport.hub.usage.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.routing.RouteUnderTest;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** The hub and the contract say the same of every example. */
class UsageDayMessageTest {

    private static final Path SCHEMAS = RouteUnderTest.projectRoot().resolve("schemas");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UsageDayMessage reader =
            new UsageDayMessage(LocalDate.of(2010, 1, 1), Instant.parse("2026-12-01T06:00:00Z"));

    @ParameterizedTest
    @MethodSource("valid")
    void takesTheValidExamples(Path example) throws Exception {
        byte[] message = Files.readAllBytes(example);
        JsonNode json = JSON.readTree(message);

        DayReadings day = reader.read(json.path("esiid").asText(), message);

        assertThat(schema().validate(json)).isEmpty();
        assertThat(JSON.readTree(SampleUsage.json(day)).path("energyWh")).isEqualTo(json.path("energyWh"));
        assertThat(day.qualities()).isEqualTo(json.path("quality").asText());
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refusesTheInvalidExamplesByCodeAndPlace(Path example) throws IOException {
        byte[] message = Files.readAllBytes(example);
        String name = String.valueOf(example.getFileName());

        var fault = catchThrowableOfType(UsageDayMessage.Fault.class, () -> reader.read(key(message), message));

        assertThat(fault.code() + fault.place().replace('/', '-')).isEqualTo(name.substring(0, name.indexOf('.')));
        assertThat(fault.sentence()).isNotBlank();
        boolean seenBySchema = key(message).isEmpty()
                || !schema().validate(JSON.readTree(message)).isEmpty();
        assertThat(seenBySchema).isEqualTo(!name.contains("beyond-schema"));
    }

    @Test
    void refusesAKeyThatIsNotTheEsiid() throws IOException {
        byte[] message = Files.readAllBytes(SCHEMAS.resolve("examples/usage-day/valid/ordinary-day.json"));

        for (String key : new String[] {null, "10443720001234568", ""}) {
            assertThatThrownBy(() -> reader.read(key, message))
                    .isInstanceOfSatisfying(
                            UsageDayMessage.Fault.class,
                            fault -> assertThat(fault.code()).isEqualTo("ESIID_MISMATCH"));
        }
    }

    @Test
    void refusesADayBeforeThoseThatAreKept() throws IOException {
        String message = Files.readString(SCHEMAS.resolve("examples/usage-day/valid/ordinary-day.json"))
                .replace("2026-01-05", "2009-12-31");

        assertThatThrownBy(() ->
                        reader.read("10443720001234567", message.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        UsageDayMessage.Fault.class,
                        fault -> assertThat(fault.sentence()).contains("2010-01-01"));
    }

    @Test
    void theContractNamesEveryCodeThatAnExampleMeets() throws IOException {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new FileSystemResource(SCHEMAS.resolve("asyncapi/usage-day-v1.yaml")));
        JsonNode contract = JSON.valueToTree(yaml.getObject());
        Set<String> codes = new TreeSet<>();
        contract.at("/components/messages/refusedUsageDay/headers/properties/meterportCode/enum")
                .forEach(code -> codes.add(code.asText()));
        Set<String> met = new TreeSet<>(Set.of("ESIID_MISMATCH", "HUB_DEFECT"));
        invalid()
                .forEach(
                        example -> met.add(String.valueOf(example.getFileName()).replaceAll("[-.].*", "")));

        assertThat(codes).isEqualTo(met);
        assertThat(contract.at("/operations/usage-message-store/action").asText())
                .isEqualTo("receive");
    }

    private static String key(byte[] message) throws IOException {
        try {
            return JSON.readTree(message).path("esiid").asText();
        } catch (JsonProcessingException unreadable) {
            return "";
        }
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        Files.readString(SCHEMAS.resolve("json/usage-day-v1.json")),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    static Stream<Path> valid() throws IOException {
        return examples("valid");
    }

    static Stream<Path> invalid() throws IOException {
        return examples("invalid");
    }

    private static Stream<Path> examples(String folder) throws IOException {
        try (var files = Files.list(SCHEMAS.resolve("examples/usage-day").resolve(folder))) {
            return files.sorted().toList().stream();
        }
    }
}
