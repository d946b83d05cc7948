package org.meterport.hub.mail.adapter;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.meterport.hub.mail.Mail;
import org.springframework.context.MessageSource;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Fills the templates under {@code templates/mail}: each mail has one for HTML and one for plain text. */
public final class MailTemplates {

    private final ITemplateEngine engine;
    private final MessageSource texts;
    private final MailSettings settings;

    public MailTemplates(ITemplateEngine engine, MessageSource texts, MailSettings settings) {
        this.engine = engine;
        this.texts = texts;
        this.settings = settings;
    }

    /**
     * A mail from {@code mail/<template>.html} and {@code mail/<template>.txt}. Both see the model, and the operator's
     * name and help address.
     *
     * @param subject key of its text
     * @param subjectValues fill the subject's places
     */
    public Mail write(
            String template,
            String id,
            String to,
            Locale locale,
            String subject,
            Object[] subjectValues,
            Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("operator", settings.operator());
        all.put("help", settings.help());
        all.put("subject", texts.getMessage(subject, subjectValues, locale));
        var context = new Context(locale, all);
        return new Mail(
                id,
                to,
                texts.getMessage(subject, subjectValues, locale),
                engine.process("mail/" + template + ".txt", context),
                engine.process("mail/" + template, context));
    }
}
