package org.meterport.hub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.meterport.hub.routing.RouteUnderTest;

/** Every operation of every contract, as a caller reads them: address, parameters, the first example of a body. */
final class ContractCalls {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ContractCalls() {}

    /** @param method {@code get} or {@code post} */
    static List<Call> of(String method) throws IOException {
        List<Call> calls = new ArrayList<>();
        for (Path file : contracts()) {
            JsonNode document = new YAMLMapper().readTree(file.toFile());
            String base = document.at("/servers/0/url").asText();
            document.path("paths").properties().forEach(path -> {
                JsonNode operation = path.getValue().path(method);
                if (!operation.isMissingNode()) {
                    calls.add(call(document, base + path.getKey(), operation));
                }
            });
        }
        return calls;
    }

    private static List<Path> contracts() throws IOException {
        try (var files = Files.list(RouteUnderTest.projectRoot().resolve("schemas/openapi"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static Call call(JsonNode document, String path, JsonNode operation) {
        List<String> query = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            String reference = parameter.path("$ref").asText("");
            JsonNode target = reference.isEmpty() ? parameter : document.at(reference.substring(1));
            if (target.path("in").asText().equals("query")) {
                query.add(target.path("name").asText());
            }
        });
        JsonNode examples = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("examples");
        JsonNode body = examples.isEmpty()
                ? JSON.missingNode()
                : examples.iterator().next().path("value");
        return new Call(operation.path("operationId").asText(), path, query, body);
    }

    /**
     * One operation.
     *
     * @param path with its parameters in braces
     * @param body an example; missing where the operation takes none
     */
    record Call(String id, String path, List<String> query, JsonNode body) {

        boolean hasBody() {
            return !body.isMissingNode();
        }

        boolean isSmt() {
            return path.startsWith("/v2");
        }

        String at(String parameter) {
            return path.replaceAll("\\{[^}]+}", java.util.regex.Matcher.quoteReplacement(parameter));
        }

        /** The example with each of its values replaced by another in turn. */
        List<JsonNode> withEachValue(JsonNode other) {
            List<JsonNode> bodies = new ArrayList<>();
            replace(body, other, bodies::add);
            return bodies;
        }

        private static void replace(JsonNode node, JsonNode other, Consumer<JsonNode> taker) {
            if (node instanceof ObjectNode object) {
                object.fieldNames()
                        .forEachRemaining(name -> replace(
                                object.get(name),
                                other,
                                value -> taker.accept(object.deepCopy().set(name, value))));
            } else if (node instanceof ArrayNode array) {
                for (int i = 0; i < array.size(); i++) {
                    int at = i;
                    replace(array.get(i), other, value -> {
                        ArrayNode copy = array.deepCopy();
                        copy.set(at, value);
                        taker.accept(copy);
                    });
                }
            }
            taker.accept(other);
        }
    }
}
