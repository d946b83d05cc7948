package org.meterport.hub.agreement.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.meterport.hub.premise.Language;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** Renders a page of {@code templates/consent} in the language the reader has chosen, not the browser's. */
public final class PageWriter {

    private final ITemplateEngine engine;
    private final String operator;
    private final String help;

    public PageWriter(ITemplateEngine engine, String operator, String help) {
        this.engine = engine;
        this.operator = operator;
        this.help = help;
    }

    /** @param model is added to */
    public ResponseEntity<byte[]> write(
            HttpStatus status,
            String page,
            Language language,
            Map<String, Object> model,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language other = language == Language.EN ? Language.ES : Language.EN;
        model.put("lang", language.tag());
        model.put("otherLang", other.tag());
        model.put("operator", operator);
        model.put("help", help);
        var exchange = JakartaServletWebApplication.buildApplication(request.getServletContext())
                .buildExchange(request, response);
        String html = engine.process("consent/" + page, new WebContext(exchange, language.locale(), model));
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                // the address is a key, and the page says what it opens
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.tag())
                .header("X-Robots-Tag", "noindex")
                .body(html.getBytes(StandardCharsets.UTF_8));
    }
}
