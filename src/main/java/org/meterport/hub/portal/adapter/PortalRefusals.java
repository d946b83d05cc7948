package org.meterport.hub.portal.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.shared.FailureOrigin;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** What cannot be shown or done, as a page that says what to do instead. */
@ControllerAdvice(basePackageClasses = PortalRefusals.class)
public class PortalRefusals implements AccessDeniedHandler {

    private static final Logger LOG = LoggerFactory.getLogger(PortalRefusals.class);
    private static final String VIEW = "portal/refused";

    private final ITemplateEngine engine;

    PortalRefusals(ITemplateEngine engine) {
        this.engine = engine;
    }

    @ExceptionHandler(Refused.class)
    public ModelAndView refused(Refused refused, HttpServletRequest request) {
        return page(
                HttpStatus.valueOf(refused.answer().status()),
                refused.answer().text("title"),
                refused.answer().text("detail"),
                request);
    }

    @ExceptionHandler(Rejection.class)
    public ModelAndView rejected(Rejection refused, HttpServletRequest request) {
        return page(
                HttpStatus.valueOf(refused.reason().httpStatus()),
                refused.reason().title(),
                refused.detail(),
                request);
    }

    @ExceptionHandler(Unavailable.class)
    public ModelAndView away(Unavailable away, HttpServletRequest request) {
        LOG.warn("a page cannot be shown: {}", FailureOrigin.of(away));
        return page(
                HttpStatus.SERVICE_UNAVAILABLE,
                "A part of the hub is away",
                "Nothing is lost. Try again in a minute.",
                request);
    }

    @ExceptionHandler(Exception.class)
    public ModelAndView failed(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return page(
                    HttpStatus.valueOf(known.getStatusCode().value()),
                    "This cannot be understood",
                    "Go back, check what you sent, and try again.",
                    request);
        }
        LOG.error("a page failed: {}", FailureOrigin.of(failure));
        return page(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "The hub failed",
                "This is our fault. Try again, and give the number below to the help desk if it happens again.",
                request);
    }

    /** A form without the token of its session: from elsewhere, or from before signing in. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        ModelAndView page = page(
                HttpStatus.FORBIDDEN,
                "This form is not valid any more",
                "Nothing was done. You may have signed out, or waited long. Open the page again and fill the form in anew.",
                request);
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        Map<String, Object> model = page.getModel();
        byte[] html = engine.process(VIEW, new WebContext(exchange, Locale.ENGLISH, model))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(html);
    }

    static ModelAndView page(HttpStatus status, String title, String detail, HttpServletRequest request) {
        ModelAndView page = new ModelAndView(VIEW, status);
        page.addObject("title", title);
        page.addObject("detail", detail);
        page.addObject(
                "requestId",
                Optional.ofNullable(request.getHeader("Request-Id")).orElse(""));
        page.addObject(Staff.ATTRIBUTE, request.getAttribute(Staff.ATTRIBUTE));
        return page;
    }
}
