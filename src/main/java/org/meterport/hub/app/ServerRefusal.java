package org.meterport.hub.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.api.ApiProblem;

/**
 * What the server refuses before any filter sees it, such as an address that cannot be one, as a problem instead of the
 * server's own page. Nothing of the request is repeated. Made by the server, by its class name.
 */
public final class ServerRefusal extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ApiProblem problem = status < 500 ? ApiProblem.CONTRACT_BROKEN : ApiProblem.INTERNAL;
        String sentence = status < 500 || status == 505
                ? "The server cannot understand this request; compare its address and headers with the contract."
                : "The request failed before it was read; try again.";
        String body = "{\"type\":\"urn:meterport:problem:" + problem.code() + "\",\"title\":\"" + problem.title()
                + "\",\"status\":" + status + ",\"detail\":\"" + sentence + "\",\"code\":\"" + problem.code()
                + "\",\"errorCode\":\"" + problem.code() + "\",\"errorMessage\":\"" + sentence + "\"}";
        try {
            response.setContentType("application/problem+json");
            response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            container.getLogger().debug("a refusal could not be told", gone);
        }
    }
}
