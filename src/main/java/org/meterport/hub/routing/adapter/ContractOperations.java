package org.meterport.hub.routing.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;

/** Which flows an API needs: one for each operation of its contract, of the same id. */
final class ContractOperations {

    private static final int MAX_BYTES = 4 << 20;
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /**
     * What a contract asks for.
     *
     * @param operations ids of all operations
     * @param findings why it cannot be served at all; empty when it can
     */
    record Needs(Set<String> operations, List<RouteFinding> findings) {}

    private final CamelContext camel;

    ContractOperations(CamelContext camel) {
        this.camel = camel;
    }

    /** @param rest a document of kind {@code rest} */
    Needs of(RouteDocument rest) {
        String pointer = rest.contentPointer() + "/openApi/specification";
        var operations = new TreeSet<String>();
        var findings = new ArrayList<RouteFinding>();
        try {
            String address =
                    camel.resolvePropertyPlaceholders(rest.root().at(pointer).asText());
            for (Map.Entry<String, JsonNode> path : paths(address)) {
                for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                    if (METHODS.contains(method.getKey())) {
                        String id = method.getValue().path("operationId").asText("");
                        if (id.isEmpty()) {
                            findings.add(rest.finding(
                                    Rule.CONTRACT,
                                    pointer,
                                    rest.name(),
                                    "the operation " + method.getKey() + " " + path.getKey()
                                            + " of the contract has no operationId"));
                        } else {
                            operations.add(id);
                        }
                    }
                }
            }
            if (operations.isEmpty() && findings.isEmpty()) {
                findings.add(rest.finding(Rule.CONTRACT, pointer, rest.name(), "the contract has no operation"));
            }
        } catch (IOException | IllegalArgumentException | RouteDocument.NotReadable wrong) {
            findings.add(rest.finding(
                    Rule.CONTRACT,
                    pointer,
                    rest.name(),
                    "the contract cannot be read: " + RouteTrial.firstLine(wrong)));
        }
        return new Needs(operations, findings);
    }

    private Set<Map.Entry<String, JsonNode>> paths(String address) throws IOException, RouteDocument.NotReadable {
        try (InputStream in = ResourceHelper.resolveMandatoryResourceAsInputStream(camel, address)) {
            byte[] bytes = in.readNBytes(MAX_BYTES);
            JsonNode contract = RouteDocument.parse(
                            address.substring(address.lastIndexOf('/') + 1), new String(bytes, StandardCharsets.UTF_8))
                    .root();
            return contract.path("paths").properties();
        }
    }
}
