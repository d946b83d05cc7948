package org.meterport.hub.api.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.meterport.hub.api.ApiProblem;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the server itself refuses (no such path, wrong method, wrong content type) as a problem, never as a page. */
@Controller
public class ErrorReply implements ErrorController {

    private final ObjectMapper json;

    public ErrorReply(ObjectMapper json) {
        this.json = json;
    }

    /** Answers the server's error dispatch. */
    @RequestMapping("/error")
    public void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var original = new HttpServletRequestWrapper(request) {
            @Override
            public String getRequestURI() {
                return String.valueOf(path);
            }
        };
        ApiProblem problem = switch (response.getStatus()) {
            case 400 -> ApiProblem.CONTRACT_BROKEN;
            case 401 -> ApiProblem.NOT_AUTHENTICATED;
            case 403 -> ApiProblem.NOT_ALLOWED;
            case 404 -> ApiProblem.NOT_FOUND;
            case 405 -> ApiProblem.METHOD_NOT_ALLOWED;
            case 406 -> ApiProblem.NOT_ACCEPTABLE;
            case 413 -> ApiProblem.BODY_TOO_LARGE;
            case 415 -> ApiProblem.CONTENT_TYPE_UNKNOWN;
            case 503 -> ApiProblem.DEPENDENCY_AWAY;
            default -> ApiProblem.INTERNAL;
        };
        SecurityConfiguration.write(json, original, response, problem, detail(problem));
    }

    private static String detail(ApiProblem problem) {
        return switch (problem) {
            case CONTRACT_BROKEN -> "The request cannot be understood; compare it with the contract at /contracts/.";
            case NOT_FOUND -> "No operation or page has this address; the contracts are listed at /contracts/.";
            case METHOD_NOT_ALLOWED -> "This address exists, but not for this method; see the contract at /contracts/.";
            case CONTENT_TYPE_UNKNOWN -> "Send the body as application/json.";
            case NOT_ACCEPTABLE -> "This operation answers in application/json; accept that.";
            case BODY_TOO_LARGE -> "Send less at a time.";
            case DEPENDENCY_AWAY -> "The hub is starting or a system it needs is away; try again shortly.";
            default -> "The request was refused; give the request id to the operator's help desk.";
        };
    }
}
