package org.meterport.hub.mailcatcher.adapter;

import java.util.List;
import java.util.Map;
import org.meterport.hub.mailcatcher.CaughtMail;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Caught mails for a program: a tour, a test, a partner's own trial. */
@RestController
public class MailJson {

    private final CaughtMails mails;

    MailJson(CaughtMails mails) {
        this.mails = mails;
    }

    /** @param date arrival, ISO 8601 in UTC */
    public record Summary(String id, String from, List<String> to, String subject, String date, String messageId) {

        static Summary of(CaughtMail mail) {
            return new Summary(
                    mail.id().value(),
                    mail.from(),
                    mail.to(),
                    mail.subject(),
                    mail.id().arrivedAt().toString(),
                    mail.messageId());
        }
    }

    /** A {@link Summary} with its content; a missing part is an empty string. */
    public record Whole(
            String id,
            String from,
            List<String> to,
            String subject,
            String date,
            String messageId,
            String text,
            String html) {

        static Whole of(CaughtMail mail) {
            var summary = Summary.of(mail);
            return new Whole(
                    summary.id,
                    summary.from,
                    summary.to,
                    summary.subject,
                    summary.date,
                    summary.messageId,
                    mail.text(),
                    mail.html());
        }
    }

    /** Newest first, {@value CaughtMails#SHOWN} at most. */
    @GetMapping(path = "/mail/api/messages", produces = MediaType.APPLICATION_JSON_VALUE)
    public ResponseEntity<List<Summary>> list() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(mails.newest().stream().map(Summary::of).toList());
    }

    @GetMapping("/mail/api/messages/{id}")
    public ResponseEntity<Object> one(@PathVariable String id) {
        var found = mails.find(id);
        if (found.isPresent()) {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .cacheControl(CacheControl.noStore())
                    .body(Whole.of(found.get()));
        }
        return ResponseEntity.status(HttpStatus.NOT_FOUND)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(Map.of(
                        "title", "There is no such mail",
                        "status", HttpStatus.NOT_FOUND.value(),
                        "code", "MAIL-404",
                        "detail", "Take an id from GET /mail/api/messages."));
    }
}
