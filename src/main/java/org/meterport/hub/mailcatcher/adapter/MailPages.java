package org.meterport.hub.mailcatcher.adapter;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterport.hub.mailcatcher.CaughtMail;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/**
 * Caught mails for a person. A mail's HTML is a stranger's: it stands in a frame of no origin, without scripts, forms or
 * anything loaded from elsewhere; only its links work, in a window of their own.
 */
@Controller
public class MailPages {

    /** Holds also when the HTML is opened outside its frame. */
    static final String STRANGERS_HTML =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline';"
                    + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", Locale.US).withZone(ZoneOffset.UTC);

    private final CaughtMails mails;
    private final MailCatcher catcher;

    MailPages(CaughtMails mails, MailCatcher catcher) {
        this.mails = mails;
        this.catcher = catcher;
    }

    /** A mail as the templates see it. */
    public record Line(CaughtMail mail, String arrived) {

        public String id() {
            return mail.id().value();
        }

        public String subject() {
            return mail.subject().isBlank() ? "(no subject)" : mail.subject();
        }

        public String recipients() {
            return String.join(", ", mail.to());
        }
    }

    @GetMapping({"/mail", "/mail/"})
    public String list(Model model) {
        List<Line> lines = mails.newest().stream().map(MailPages::line).toList();
        model.addAttribute("lines", lines);
        model.addAttribute("shown", CaughtMails.SHOWN);
        model.addAttribute("port", catcher.port());
        return "mailcatcher/list";
    }

    @GetMapping("/mail/{id}")
    public ModelAndView one(@PathVariable String id) {
        return mails.find(id)
                .map(mail -> new ModelAndView("mailcatcher/mail", Map.of("line", line(mail))))
                .orElseGet(() -> new ModelAndView("mailcatcher/unknown", Map.of(), HttpStatus.NOT_FOUND));
    }

    @GetMapping("/mail/{id}/html")
    @ResponseBody
    public ResponseEntity<byte[]> html(@PathVariable String id) {
        // before the mail's own first tag, so that links never open inside the frame
        return mails.find(id)
                .map(mail -> "<!DOCTYPE html><meta charset=\"UTF-8\"><base target=\"_blank\">" + mail.html())
                .map(html -> ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                        .header("Content-Security-Policy", STRANGERS_HTML)
                        .header("X-Content-Type-Options", "nosniff")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(html.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private static Line line(CaughtMail mail) {
        return new Line(mail, TIME.format(mail.id().arrivedAt()));
    }
}
