package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.api.adapter.ContractBroken.Fault;

/**
 * The operations of all OpenAPI files of a folder, each with its body's schema compiled once. The file is the truth:
 * what it does not allow never reaches a capability.
 */
public final class ApiContract {

    /** More faults than this are not listed: a caller who broke so much reads the contract first. */
    private static final int MOST_FAULTS = 20;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final Map<String, Operation> operations = new HashMap<>();
    private final Set<String> bases = new HashSet<>();

    /** @param folder holds the contracts, {@code *.yaml}, OpenAPI 3.1 */
    public static ApiContract read(Path folder) {
        var contract = new ApiContract();
        try (var files = Files.newDirectoryStream(folder, "*.yaml")) {
            for (Path file : files) {
                contract.add(file);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the contracts under " + folder + " cannot be read", unreadable);
        }
        return contract;
    }

    public Operation operation(String id) {
        Operation found = operations.get(id);
        if (found == null) {
            throw new IllegalStateException("no contract names the operation " + id);
        }
        return found;
    }

    /** The paths of the SMT-compatible API, relative to its prefix. */
    public Set<String> smtPaths() {
        return operations.values().stream()
                .filter(Operation::smt)
                .map(Operation::path)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Names of all path and query parameters. */
    public Set<String> parameterNames() {
        return operations.values().stream()
                .flatMap(operation -> operation.parameters().stream())
                .map(Parameter::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where the paths of each contract begin, for example {@code /api/v1}. */
    public Set<String> bases() {
        return Set.copyOf(bases);
    }

    public Set<String> operationIds() {
        return Set.copyOf(operations.keySet());
    }

    private void add(Path file) throws IOException {
        JsonNode document = new YAMLMapper().readTree(file.toFile());
        bases.add(document.at("/servers/0/url").asText());
        // it is handed over as JSON: by a name that ends in .yaml the library would take the slow way through YAML
        String address = "urn:meterport:contract:" + file.getFileName() + ".json";
        var factory = JsonSchemaFactory.getInstance(
                SpecVersion.VersionFlag.V202012,
                builder -> builder.schemaLoaders(
                        loaders -> loaders.schemas(id -> id.equals(address) ? document.toString() : null)));
        var rules = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        boolean smt = file.getFileName().toString().startsWith("smt-");
        boolean operator = file.getFileName().toString().startsWith("operator-");
        boolean securedByDefault = !document.path("security").isEmpty();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> {
                            JsonNode node = method.getValue();
                            String pointer = "/paths/" + escaped(path.getKey()) + "/" + method.getKey();
                            JsonNode content = node.path("requestBody").path("content");
                            Optional<JsonSchema> schema = content.isMissingNode()
                                    ? Optional.empty()
                                    : Optional.of(factory.getSchema(
                                            SchemaLocation.of(address + "#" + pointer + "/requestBody/content/"
                                                    + escaped(
                                                            content.fieldNames().next()) + "/schema"),
                                            rules));
                            boolean secured = node.has("security")
                                    ? !node.path("security").isEmpty()
                                    : securedByDefault;
                            List<Parameter> parameters = new ArrayList<>();
                            for (int i = 0; i < node.path("parameters").size(); i++) {
                                String ref = node.path("parameters")
                                        .path(i)
                                        .path("$ref")
                                        .asText("");
                                String place = ref.isEmpty() ? pointer + "/parameters/" + i : ref.substring(1);
                                JsonNode target =
                                        ref.isEmpty() ? node.path("parameters").path(i) : document.at(place);
                                if (!target.path("in").asText().equals("header")) {
                                    parameters.add(new Parameter(
                                            target.path("name").asText(),
                                            target.path("required").asBoolean(),
                                            target.at("/schema/type").asText().equals("integer"),
                                            factory.getSchema(
                                                    SchemaLocation.of(address + "#" + place + "/schema"), rules)));
                                }
                            }
                            var operation = new Operation(
                                    node.path("operationId").asText(),
                                    path.getKey(),
                                    smt,
                                    operator,
                                    secured,
                                    node.path("x-right").asText(""),
                                    node.path("x-before-conformance").asBoolean(),
                                    schema,
                                    parameters);
                            if (operations.put(operation.id(), operation) != null) {
                                throw new IllegalStateException("two contracts name the operation " + operation.id());
                            }
                        }));
    }

    private static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D");
    }

    /**
     * One operation of a contract.
     *
     * @param smt whether it belongs to the SMT-compatible API and answers in its shapes
     * @param operator whether it belongs to the operator's API, which Third Parties cannot call
     * @param secured whether a call needs a token
     * @param right what a user of a Third Party needs for it; empty where any user will do
     * @param beforeConformance whether a company may call it that has not passed the conformance test
     * @param parameters its path and query parameters
     */
    public record Operation(
            String id,
            String path,
            boolean smt,
            boolean operator,
            boolean secured,
            String right,
            boolean beforeConformance,
            Optional<JsonSchema> body,
            List<Parameter> parameters) {

        /** @throws ContractBroken with a pointer for each fault */
        void check(JsonNode received) {
            if (body.isEmpty()) {
                return;
            }
            List<Fault> faults = body.get().validate(received).stream()
                    .limit(MOST_FAULTS)
                    .map(Operation::fault)
                    .toList();
            if (!faults.isEmpty()) {
                throw new ContractBroken(faults);
            }
        }

        /**
         * Holds the parameters of a call against the contract.
         *
         * @throws ContractBroken with the name of each that is missing or wrong
         */
        void check(Map<String, String> received) {
            List<Fault> faults = parameters.stream()
                    .flatMap(parameter -> parameter.fault(received.get(parameter.name())).stream())
                    .toList();
            if (!faults.isEmpty()) {
                throw new ContractBroken(faults);
            }
        }

        private static Fault fault(ValidationMessage message) {
            return Fault.inBody(message.getInstanceLocation().toString(), sentence(message));
        }
    }

    /**
     * One path or query parameter.
     *
     * @param integer whether its text must be a whole number; it is text otherwise
     */
    public record Parameter(String name, boolean required, boolean integer, JsonSchema schema) {

        Optional<Fault> fault(@Nullable String received) {
            if (received == null) {
                return required ? Optional.of(Fault.ofParameter(name, "is required")) : Optional.empty();
            }
            return schema.validate(node(received)).stream()
                    .findFirst()
                    .map(message -> Fault.ofParameter(name, sentence(message)));
        }

        private JsonNode node(String received) {
            return integer && WHOLE_NUMBER.matcher(received).matches()
                    ? new LongNode(Long.parseLong(received))
                    : new TextNode(received);
        }
    }

    /** The library puts the place before its sentence; it stands in a field of its own here. */
    private static String sentence(ValidationMessage message) {
        String place = message.getInstanceLocation().toString();
        String text = message.getMessage();
        return text.startsWith(place + ":") ? text.substring(place.length() + 1).strip() : text;
    }
}
