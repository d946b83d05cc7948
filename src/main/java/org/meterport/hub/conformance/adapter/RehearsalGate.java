package org.meterport.hub.conformance.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.ConformanceGate;
import org.meterport.hub.conformance.Rehearsal;
import org.meterport.hub.conformance.Rehearse;
import org.meterport.hub.conformance.Step;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.shared.Rejection;

/**
 * Lets a company's rehearsal through and nothing else: only calls that show a step, and only those that name no ESIID but
 * the rehearsal home's. Whatever could be an ESIID is held to be one.
 */
final class RehearsalGate implements ConformanceGate {

    /** Longer than a DUNS number or a meter's. */
    private static final Pattern LIKE_AN_ESIID = Pattern.compile("\\d{14,}");

    private final Rehearse rehearse;

    RehearsalGate(Rehearse rehearse) {
        this.rehearse = rehearse;
    }

    @Override
    public void require(ApiRequest request) {
        Rehearse.Standing standing = rehearse.look(request.thirdParty());
        boolean part =
                Arrays.stream(Step.values()).anyMatch(step -> step.operations().contains(request.operation()));
        boolean atHome = standing.rehearsal()
                .map(Rehearsal::esiid)
                .filter(home -> namesOnly(home, request))
                .isPresent();
        if (!part || !atHome) {
            throw new Rejection(
                    PartyProblem.NOT_CONFORMANT,
                    "API Integration is not done. "
                            + standing.rehearsal()
                                    .map(one -> "Until it is, your calls work for the rehearsal home " + one.esiid()
                                            + " alone. ")
                                    .orElse("Start the conformance test with POST /api/v1/conformance. ")
                            + "Missing: "
                            + standing.missing().stream().map(Enum::name).collect(Collectors.joining(", "))
                            + "; GET /api/v1/conformance says how each is done.");
        }
    }

    private static boolean namesOnly(String home, ApiRequest request) {
        return Stream.concat(request.parameters().values().stream(), texts(request.body()))
                .flatMap(text -> LIKE_AN_ESIID.matcher(text).results())
                .allMatch(found -> found.group().equals(home));
    }

    /** All text and numbers of a body but the caller's own id of it. */
    private static Stream<String> texts(JsonNode node) {
        if (node.isValueNode()) {
            return Stream.of(node.asText());
        }
        if (node.isArray()) {
            Stream.Builder<Stream<String>> parts = Stream.builder();
            node.forEach(one -> parts.add(texts(one)));
            return parts.build().flatMap(part -> part);
        }
        return node.properties().stream()
                .filter(field -> !field.getKey().equals("trans_id"))
                .flatMap(field -> texts(field.getValue()));
    }

    @Override
    public void answered(ApiCaller caller, String operation, JsonNode answer) {
        List<Step> shown = Arrays.stream(Step.values())
                .filter(step -> step.operations().contains(operation))
                .filter(step -> shows(step, answer))
                .toList();
        if (!shown.isEmpty()) {
            rehearse.answered(caller.thirdParty(), operation, shown);
        }
    }

    /** A call may be answered without a refusal and still show nothing: a list without lines, an item refused. */
    private static boolean shows(Step step, JsonNode answer) {
        Predicate<String> holds = text -> answer.toString().contains(text);
        return switch (step) {
            case INVITATION -> answer.path("accepted").asInt() > 0 || answer.has("agreementNumber");
            case AGREEMENT -> holds.test("\"ACTIVE\"") || holds.test("\"ACT\"");
            case INTERVALS ->
                holds.test("Wh") || holds.test("energy") || holds.test("RD") || holds.test("registeredReads");
            case REPORT ->
                answer.has("correlationId") || answer.path("id").asText().startsWith("rpt_");
            case REPORT_STATUS -> true;
        };
    }
}
