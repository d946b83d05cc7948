package org.meterport.hub.api.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.shared.ProblemCode;

/** The two shapes of a refusal: RFC 9457 for the own API, SMT's own for its paths. */
final class Problems {

    private Problems() {}

    /** Whether the path belongs to the SMT-compatible API, whose clients read {@code errorCode} and {@code errorMessage}. */
    static boolean isSmt(String path) {
        return path.startsWith(SmtPathFilter.PREFIX);
    }

    static Map<String, Object> problem(
            ProblemCode code, String detail, String requestId, List<ContractBroken.Fault> faults) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:meterport:problem:" + code.code());
        body.put("title", code.title());
        body.put("status", code.httpStatus());
        body.put("detail", detail);
        body.put("code", code.code());
        body.put("requestId", requestId);
        if (!faults.isEmpty()) {
            body.put(
                    "errors",
                    faults.stream()
                            .map(fault -> Map.of(fault.kind(), fault.at(), "detail", fault.sentence()))
                            .toList());
        }
        return body;
    }

    static Map<String, Object> smt(ProblemCode code, String detail, String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("errorCode", code.smtCode());
        body.put("errorMessage", detail);
        body.put("error", code.title());
        body.put("requestId", requestId);
        return body;
    }
}
