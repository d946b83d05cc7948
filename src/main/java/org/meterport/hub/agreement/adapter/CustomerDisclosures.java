package org.meterport.hub.agreement.adapter;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.audit.LoggedDisclosure;
import org.meterport.hub.shared.Transactions;

/** What was disclosed under a customer's agreements, for the customer's own page and as a file. */
final class CustomerDisclosures {

    /** More of one agreement is in the file. */
    private static final int SHOWN = 20;

    /** A year of daily reads of a household's agreements, several times over. */
    private static final int MOST = 100_000;

    private final DisclosureLog log;
    private final Transactions transactions;
    private final Wording wording;

    CustomerDisclosures(DisclosureLog log, Transactions transactions, Wording wording) {
        this.log = log;
        this.transactions = transactions;
        this.wording = wording;
    }

    /** The latest of each agreement, in words, by the agreement's id. */
    Map<String, List<String>> shown(Collection<Agreement> agreements, Locale locale) {
        Map<String, List<String>> byAgreement = new HashMap<>();
        for (Agreement agreement : agreements) {
            if (agreement.state().wasGranted()) {
                String id = agreement.id().value();
                byAgreement.put(
                        id,
                        transactions.asOperator(() -> log.under(List.of(id), SHOWN)).stream()
                                .map(one -> line(one, locale))
                                .toList());
            }
        }
        return byAgreement;
    }

    /**
     * All of them as CSV with a header, newest first, times in UTC.
     *
     * @param companies legal name by Third Party id
     */
    String csv(Collection<Agreement> agreements, Map<String, String> companies) {
        List<String> ids =
                agreements.stream().map(agreement -> agreement.id().value()).toList();
        var csv = new StringBuilder("TIME_UTC,COMPANY,AGREEMENT,ESIID,WHAT,FROM_DAY,TO_DAY,WAY,REFERENCE,BYTES\r\n");
        for (LoggedDisclosure one : transactions.asOperator(() -> log.under(ids, MOST))) {
            Disclosure disclosure = one.disclosure();
            csv.append(one.at())
                    .append(',')
                    .append(quoted(companies.getOrDefault(
                            disclosure.thirdParty().value(),
                            disclosure.thirdParty().value())))
                    .append(',')
                    .append(disclosure.agreementId())
                    .append(",'")
                    .append(disclosure.esiid())
                    .append(',')
                    .append(disclosure.kind())
                    .append(',')
                    .append(disclosure.fromDay())
                    .append(',')
                    .append(disclosure.toDay())
                    .append(',')
                    .append(disclosure.way())
                    .append(',')
                    .append(quoted(disclosure.reference()))
                    .append(',');
            disclosure.bytes().ifPresent(csv::append);
            csv.append("\r\n");
        }
        return csv.toString();
    }

    private String line(LoggedDisclosure one, Locale locale) {
        Disclosure disclosure = one.disclosure();
        String size = disclosure.bytes().isPresent()
                ? wording.text(
                        "disclosure.size",
                        locale,
                        NumberFormat.getIntegerInstance(locale)
                                .format(disclosure.bytes().getAsLong()))
                : "";
        return wording.text(
                "disclosure.line",
                locale,
                wording.day(one.at(), locale),
                wording.find("disclosure.kind." + disclosure.kind(), locale)
                        .orElseGet(() -> wording.text("disclosure.kind.OTHER", locale)),
                day(disclosure.fromDay(), locale),
                day(disclosure.toDay(), locale),
                Wording.masked(disclosure.esiid()),
                wording.text("disclosure.way." + disclosure.way(), locale),
                size);
    }

    private static String day(LocalDate day, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** A spreadsheet takes what begins like a formula for one. */
    private static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
