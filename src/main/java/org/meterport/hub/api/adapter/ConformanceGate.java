package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.JsonNode;

/** Stands before the calls of companies that have not passed the conformance test. */
public interface ConformanceGate {

    /** Lets every call through; for flows without people. */
    ConformanceGate OPEN = new ConformanceGate() {
        @Override
        public void require(ApiRequest request) {}

        @Override
        public void answered(ApiCaller caller, String operation, JsonNode answer) {}
    };

    /** @throws org.meterport.hub.shared.Rejection for every call that is no part of the company's rehearsal */
    void require(ApiRequest request);

    /** A call that was let through has been answered without a refusal. */
    void answered(ApiCaller caller, String operation, JsonNode answer);
}
