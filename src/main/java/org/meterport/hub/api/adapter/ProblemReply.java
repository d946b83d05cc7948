package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeTimedOutException;
import org.apache.camel.Message;
import org.apache.camel.support.ExchangeHelper;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ContractBroken.Fault;
import org.meterport.hub.shared.FailureOrigin;
import org.meterport.hub.shared.ProblemCode;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what an operation's flow threw into its answer. Called by the error policy {@code partner-facing}. A refusal is
 * told as it is, and logged with who asked but not for whose data (rule P1 of {@code docs/privacy.md}); a fault of ours
 * is told without details and logged with the request's id.
 */
public final class ProblemReply {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReply.class);

    private final ApiContract contract;
    private final ObjectMapper json;

    public ProblemReply(ApiContract contract, ObjectMapper json) {
        this.contract = contract;
        this.json = json;
    }

    /** Replaces the message by the problem of the exception that was caught. */
    public void write(Exchange exchange) throws JsonProcessingException {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String route = String.valueOf(
                exchange.getProperty(Exchange.FAILURE_ROUTE_ID, ExchangeHelper.getAtRouteId(exchange), String.class));
        Message message = exchange.getMessage();
        // before the call is opened, requestId may be a parameter of the address
        String requestId = message.getHeader("Request-Id", message.getHeader("requestId", "none"), String.class);
        boolean smt = contract.operationIds().contains(route)
                && contract.operation(route).smt();
        Answer answer = answer(caught, route, requestId);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.code().httpStatus());
        message.setHeader(Exchange.CONTENT_TYPE, smt ? "application/json" : "application/problem+json");
        if (answer.code() == ApiProblem.DEPENDENCY_AWAY) {
            message.setHeader("Retry-After", "5");
        }
        if (caught instanceof Rejection rejection) {
            LOG.info(
                    "{} refused {} with {}, request {}",
                    route,
                    exchange.getProperty(ApiEntry.THIRD_PARTY, "somebody unknown", String.class),
                    rejection.reason().code(),
                    requestId);
            rejection
                    .retryAfter()
                    .ifPresent(wait -> message.setHeader(
                            "Retry-After",
                            String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()))));
        }
        message.setBody(json.writeValueAsBytes(
                smt
                        ? Problems.smt(answer.code(), answer.smtDetail(), requestId)
                        : Problems.problem(answer.code(), answer.detail(), requestId, answer.faults())));
    }

    private static Answer answer(Throwable caught, String route, String requestId) {
        if (caught instanceof Rejection rejection) {
            return new Answer(rejection.reason(), rejection.detail(), List.of());
        }
        if (caught instanceof ContractBroken broken) {
            return new Answer(
                    ApiProblem.CONTRACT_BROKEN,
                    "The request does not fit the contract of " + route + "; errors says where.",
                    broken.faults());
        }
        if (caught instanceof ExchangeTimedOutException) {
            LOG.warn("{} had no answer in time for request {}", route, requestId);
            return new Answer(
                    ApiProblem.DEADLINE_PASSED,
                    "The system that holds the data did not answer in time; try again shortly.",
                    List.of());
        }
        if (caught instanceof Unavailable away) {
            LOG.warn("{} could not answer request {}: {}", route, requestId, away.getMessage());
            return new Answer(
                    ApiProblem.DEPENDENCY_AWAY, "The " + away.dependency() + " is away; try again shortly.", List.of());
        }
        LOG.error("{} failed on request {}: {}", route, requestId, FailureOrigin.of(caught));
        return new Answer(
                ApiProblem.INTERNAL, "The fault is ours; give the request id to the operator's help desk.", List.of());
    }

    private record Answer(ProblemCode code, String detail, List<Fault> faults) {

        String smtDetail() {
            return faults.isEmpty()
                    ? detail
                    : faults.get(0).at() + " " + faults.get(0).sentence();
        }
    }
}
