package org.meterport.hub.download.adapter;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.meterport.hub.download.Choice;
import org.meterport.hub.download.Coverage;
import org.springframework.context.MessageSource;

/** Choices and what there is of them, in a customer's language. */
final class DownloadWords {

    private final MessageSource texts;
    private final String company;

    DownloadWords(MessageSource texts, String company) {
        this.texts = texts;
        this.company = company;
    }

    String company() {
        return company;
    }

    String text(String key, Locale locale, Object... values) {
        return texts.getMessage(key, values, locale);
    }

    String range(Choice choice, Locale locale) {
        return text("green-button.range", locale, day(choice.from(), locale), day(choice.to(), locale));
    }

    /** Says so where the file does not hold all that was asked for. */
    String coverage(Coverage coverage, Locale locale) {
        if (coverage.isEmpty()) {
            return text("green-button.nothing", locale);
        }
        if (coverage.isWhole()) {
            return text("green-button.whole", locale);
        }
        return text(
                "green-button.part",
                locale,
                day(coverage.first().orElseThrow(), locale),
                day(coverage.last().orElseThrow(), locale),
                coverage.missingDays(),
                coverage.missingReadings());
    }

    private static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }
}
