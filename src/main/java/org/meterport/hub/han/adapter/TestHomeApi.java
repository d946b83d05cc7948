package org.meterport.hub.han.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.han.HanProblem;
import org.meterport.hub.han.TestHomes;
import org.meterport.hub.han.TestHomes.TestHome;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/** The API's calls for the home where a Third Party tries its devices: bean {@code testHomeApi}. */
public final class TestHomeApi {

    private final TestHomes testHomes;
    private final Transactions transactions;

    public TestHomeApi(TestHomes testHomes, Transactions transactions) {
        this.testHomes = testHomes;
        this.transactions = transactions;
    }

    /** Operation {@code take-test-home}; again lends the same one for longer. */
    public ApiReply take(ApiRequest request) {
        return transactions.asOperator(() -> ApiReply.ok(view(testHomes
                .lend(request.thirdParty())
                .orElseThrow(() -> new Rejection(
                        HanProblem.NO_TEST_HOME,
                        "Every test home is lent, or this hub has none; ask the operator.")))));
    }

    /** Operation {@code get-test-home}. */
    public ApiReply get(ApiRequest request) {
        return transactions.asPartner(
                request.thirdParty(),
                () -> ApiReply.ok(view(testHomes
                        .of(request.thirdParty())
                        .orElseThrow(() ->
                                new Rejection(ApiProblem.NOT_FOUND, "No test home is lent to you; POST takes one.")))));
    }

    private static Map<String, Object> view(TestHome home) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("esiid", home.esiid());
        view.put("lentUntil", home.until().toString());
        return view;
    }
}
