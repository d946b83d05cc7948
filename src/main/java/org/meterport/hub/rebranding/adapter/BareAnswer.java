package org.meterport.hub.rebranding.adapter;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * A servlet that reads a request and returns the same bytes each time: what the bench of re-branding is measured against.
 * There only while a bench asks for it.
 */
public final class BareAnswer extends HttpServlet {

    /** Where it answers. */
    public static final String PATH = "/bench/bare";

    private static final long serialVersionUID = 1L;

    private volatile byte[] bytes = {};

    /** What it answers from now on. */
    public void answerWith(byte[] answer) {
        bytes = answer.clone();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] unused = request.getInputStream().readAllBytes();
        byte[] answer = bytes;
        response.setContentType("application/json");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}
