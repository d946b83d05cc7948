package org.meterport.hub.agreement.adapter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Scope;
import org.meterport.hub.agreement.Term;
import org.meterport.hub.party.ThirdParty;
import org.springframework.context.MessageSource;

/** An agreement in a customer's words, for mails and pages. */
final class Wording {

    /** Customers read times where their meters are. */
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    private final MessageSource texts;

    Wording(MessageSource texts) {
        this.texts = texts;
    }

    /** What templates show of an agreement and its company. */
    Map<String, Object> describe(Agreement agreement, ThirdParty thirdParty, Locale locale) {
        Scope scope = agreement.scope();
        Map<String, Object> model = new HashMap<>();
        model.put("id", agreement.id().value());
        model.put("company", thirdParty.legalName());
        thirdParty.websiteUrl().filter(Wording::isWeb).ifPresent(url -> model.put("website", url));
        thirdParty.privacyUrl().filter(Wording::isWeb).ifPresent(url -> model.put("privacy", url));
        thirdParty.privacySeal().ifPresent(seal -> model.put("seal", seal));
        thirdParty
                .rating()
                .ifPresent(rating ->
                        model.put("rating", text("agreement.rating", locale, rating.average(), rating.count())));
        model.put("what", text("agreement.kind." + scope.kind(), locale));
        List<String> data = new ArrayList<>();
        for (DataKind kind : DataKind.values()) {
            if (scope.data().contains(kind)) {
                data.add(text("agreement.data." + kind, locale));
            }
        }
        model.put("data", data);
        model.put("devices", scope.devices());
        model.put("term", term(scope.term(), locale));
        model.put("purpose", scope.purpose());
        model.put("esiids", scope.esiids().stream().map(Wording::masked).toList());
        agreement.startsAt().ifPresent(at -> model.put("startsOn", day(at, locale)));
        agreement.endsAt().ifPresent(at -> model.put("endsOn", day(at, locale)));
        agreement.invitation().ifPresent(i -> model.put("answerBy", day(i.expiresAt(), locale)));
        model.put("state", text("agreement.state." + agreement.state(), locale));
        model.put("live", agreement.state() == AgreementState.ACTIVE);
        return model;
    }

    String day(Instant time, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .withZone(ZONE)
                .format(time);
    }

    String text(String key, Locale locale, Object... values) {
        return texts.getMessage(key, values, locale);
    }

    /** The text of a key that may be missing. */
    Optional<String> find(String key, Locale locale) {
        return Optional.ofNullable(texts.getMessage(key, new Object[0], null, locale));
    }

    /** The utility and the last four digits, which stand on the bill; a mail is read by many eyes. */
    static String masked(String esiid) {
        return esiid.substring(0, 7) + "\u2026" + esiid.substring(esiid.length() - 4);
    }

    private String term(Term term, Locale locale) {
        if (term.oneTime()) {
            return text("agreement.term.once", locale);
        }
        return term.months().isPresent()
                ? text("agreement.term.months", locale, term.months().getAsInt())
                : text("agreement.term.open", locale);
    }

    /** A link on our page goes to the web and nowhere else. */
    private static boolean isWeb(String url) {
        return url.startsWith("https://") || url.startsWith("http://");
    }
}
