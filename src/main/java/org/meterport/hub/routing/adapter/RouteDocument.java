package org.meterport.hub.routing.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.routing.RouteFinding;
import org.meterport.hub.routing.RouteFinding.Rule;
import org.meterport.hub.shared.Sha256;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * One flow's file as read: its text, its tree, and where in the text each node of the tree stands.
 *
 * @param file path below the routes folder, with forward slashes
 * @param root the tree, as JSON
 * @param marks line and column of each node, by JSON pointer
 */
record RouteDocument(String file, String text, String sha256, JsonNode root, Map<String, Place> marks) {

    static final String SUFFIX = ".camel.yaml";

    /** What a file may hold. */
    enum Kind {
        ROUTE("route"),
        POLICY("routeConfiguration"),
        REST("rest");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    /** Both from 1. */
    record Place(int line, int column) {}

    /** A text that is no YAML, with the place where reading stopped. */
    static final class NotReadable extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient RouteFinding finding;

        NotReadable(RouteFinding finding) {
            super(finding.toString());
            this.finding = finding;
        }

        RouteFinding finding() {
            return finding;
        }
    }

    static RouteDocument parse(String file, String text) throws NotReadable {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(file)
                    .setMaxAliasesForCollections(0)
                    .build();
            var composer = new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text)));
            Optional<Node> node = composer.getSingleNode();
            if (node.isEmpty()) {
                throw new NotReadable(new RouteFinding(Rule.SYNTAX, file, 0, 0, null, "the file is empty"));
            }
            Map<String, Place> marks = new HashMap<>();
            JsonNode root = json(node.get(), "", marks, file, 0);
            return new RouteDocument(file, text, Sha256.hex(text), root, marks);
        } catch (MarkedYamlEngineException wrong) {
            Place place = wrong.getProblemMark().map(RouteDocument::place).orElse(new Place(0, 0));
            throw new NotReadable(new RouteFinding(
                    Rule.SYNTAX, file, place.line(), place.column(), null, "not YAML: " + wrong.getProblem()));
        } catch (YamlEngineException wrong) {
            throw new NotReadable(new RouteFinding(Rule.SYNTAX, file, 0, 0, null, "not YAML: " + wrong.getMessage()));
        }
    }

    /** The file's name without folder and suffix: the only id its flow may have. */
    String name() {
        return name(file);
    }

    static String name(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
    }

    /** The kind of its one top-level item; empty when there is not exactly one of a known kind. */
    Optional<Kind> kind() {
        if (root.isArray() && root.size() == 1 && root.get(0).size() == 1) {
            String key = root.get(0).fieldNames().next();
            for (Kind kind : Kind.values()) {
                if (kind.key().equals(key)) {
                    return Optional.of(kind);
                }
            }
        }
        return Optional.empty();
    }

    /** What stands under the one top-level key. */
    JsonNode content() {
        return kind().map(kind -> root.get(0).get(kind.key())).orElse(MissingNode.getInstance());
    }

    /** JSON pointer of {@link #content()}. */
    String contentPointer() {
        return kind().map(kind -> "/0/" + kind.key()).orElse("");
    }

    /** The error policy a flow names; empty when it names none. */
    Optional<String> policy() {
        return Optional.ofNullable(content().path("routeConfigurationId").textValue());
    }

    /** Whether a step sends to the flow of this id. */
    boolean calls(String flow) {
        return calls(content(), flow);
    }

    private static boolean calls(JsonNode node, String flow) {
        String uri = node.path("uri").asText("");
        if (uri.equals("direct:" + flow)
                || (uri.equals("direct")
                        && flow.equals(node.path("parameters").path("name").textValue()))) {
            return true;
        }
        for (JsonNode child : node) {
            if (calls(child, flow)) {
                return true;
            }
        }
        return false;
    }

    /** A finding at the node of this pointer, or at its nearest known parent. */
    RouteFinding finding(Rule rule, String pointer, @Nullable String step, String sentence) {
        String at = pointer;
        while (!marks.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        Place place = marks.getOrDefault(at, new Place(0, 0));
        return new RouteFinding(rule, file, place.line(), place.column(), step, sentence);
    }

    private static JsonNode json(Node node, String pointer, Map<String, Place> marks, String file, int depth)
            throws NotReadable {
        node.getStartMark().ifPresent(mark -> marks.putIfAbsent(pointer, place(mark)));
        if (depth > 60) {
            throw new NotReadable(at(node, file, "nested deeper than 60 levels"));
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new NotReadable(at(tuple.getKeyNode(), file, "a key is one word"));
                }
                String child = pointer + '/' + key.getValue().replace("~", "~0").replace("/", "~1");
                if (object.has(key.getValue())) {
                    throw new NotReadable(at(key, file, "the key " + key.getValue() + " stands here twice"));
                }
                // the key is where an editor looks, also for a nested value
                key.getStartMark().ifPresent(mark -> marks.put(child, place(mark)));
                object.set(key.getValue(), json(tuple.getValueNode(), child, marks, file, depth + 1));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(json(item, pointer + '/' + array.size(), marks, file, depth + 1));
            }
            return array;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar);
        }
        throw new NotReadable(at(node, file, "aliases are not used in flows"));
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String value = scalar.getValue();
        Tag tag = scalar.getTag();
        try {
            if (tag.equals(Tag.INT)) {
                return JsonNodeFactory.instance.numberNode(Long.parseLong(value));
            }
            if (tag.equals(Tag.FLOAT)) {
                return JsonNodeFactory.instance.numberNode(Double.parseDouble(value));
            }
        } catch (NumberFormatException outOfRange) {
            return JsonNodeFactory.instance.textNode(value);
        }
        if (tag.equals(Tag.BOOL)) {
            return JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
        }
        return tag.equals(Tag.NULL) ? JsonNodeFactory.instance.nullNode() : JsonNodeFactory.instance.textNode(value);
    }

    private static RouteFinding at(Node node, String file, String sentence) {
        Place place = node.getStartMark().map(RouteDocument::place).orElse(new Place(0, 0));
        return new RouteFinding(Rule.SYNTAX, file, place.line(), place.column(), null, sentence);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }
}
