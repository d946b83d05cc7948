package org.meterport.hub.conformance.adapter;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.conformance.Rehearse;
import org.meterport.hub.conformance.Step;

/** The own API's operations on the conformance test: bean {@code conformanceApi}. */
public final class ConformanceApi {

    private final Rehearse rehearse;

    ConformanceApi(Rehearse rehearse) {
        this.rehearse = rehearse;
    }

    /** Operation {@code start-conformance}. */
    public ApiReply start(ApiRequest request) {
        return ApiReply.ok(view(rehearse.start(request.thirdParty())));
    }

    /** Operation {@code get-conformance}. */
    public ApiReply get(ApiRequest request) {
        return ApiReply.ok(view(rehearse.look(request.thirdParty())));
    }

    private static Map<String, Object> view(Rehearse.Standing standing) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("status", standing.passed() ? "PASSED" : standing.rehearsal().isPresent() ? "STARTED" : "NOT_STARTED");
        standing.rehearsal()
                .ifPresent(home -> view.put(
                        "home",
                        Map.of(
                                "esiid", home.esiid(),
                                "meterNumber", home.meterNumber(),
                                "repCertificate", home.repCertificate())));
        view.put(
                "steps",
                Arrays.stream(Step.values()).map(step -> line(standing, step)).toList());
        view.put("missing", standing.missing().stream().map(Enum::name).toList());
        return view;
    }

    private static Map<String, Object> line(Rehearse.Standing standing, Step step) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step.name());
        line.put("task", step.task());
        line.put("operations", step.operations().stream().sorted().toList());
        standing.rehearsal()
                .map(rehearsal -> rehearsal.shown().get(step))
                .ifPresent(at -> line.put("shownAt", at.toString()));
        return line;
    }
}
