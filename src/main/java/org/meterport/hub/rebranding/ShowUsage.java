package org.meterport.hub.rebranding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.rebranding.UsageQuestion.View;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;

/**
 * Lets usage out to a Third Party's portal. The grant is asked for and held, the rows are read, and the disclosure is
 * written in one transaction; only what that has seen leaves after it has committed. Rows that came from elsewhere wait
 * for the same transaction, however long they were under way.
 */
public final class ShowUsage {

    private final Transactions transactions;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final ReadIntervals readIntervals;
    private final Deadline deadline;

    /** Ends a transaction's statements that take too long. */
    @FunctionalInterface
    public interface Deadline {

        /** From now on, in this transaction. */
        void begin();
    }

    /** @param readIntervals knows how far back a request may reach */
    public ShowUsage(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            ReadIntervals readIntervals,
            Deadline deadline) {
        this.transactions = transactions;
        this.grants = grants;
        this.disclosures = disclosures;
        this.readIntervals = readIntervals;
        this.deadline = deadline;
    }

    /**
     * Whether there is any use in asking another system.
     *
     * @throws Rejection {@link UsageProblem#RANGE_INVALID} or {@link UsageProblem#NO_GRANT}
     */
    public void check(UsageQuestion question, String reference) {
        readIntervals.check(question.from(), question.to());
        String unused = transactions.asPartner(question.thirdParty(), () -> grant(question, reference));
    }

    /**
     * What may be shown now.
     *
     * @param known the version the asker has
     * @param reference id of the request, for the disclosure log
     * @throws Rejection {@link UsageProblem#RANGE_INVALID} or {@link UsageProblem#NO_GRANT}
     */
    public ShownUsage show(UsageQuestion question, UsageRows rows, Optional<String> known, String reference) {
        readIntervals.check(question.from(), question.to());
        return transactions.asPartner(question.thirdParty(), () -> {
            deadline.begin();
            String agreement = grant(question, reference);
            List<DayReadings> days = rows.days();
            List<BillingMonth> months = rows.months();
            String version = version(agreement, question, days, months);
            if (known.filter(version::equals).isPresent()) {
                return new ShownUsage(agreement, version, true, List.of(), List.of());
            }
            if (!days.isEmpty() || !months.isEmpty()) {
                disclosures.add(List.of(new Disclosure(
                        question.thirdParty(),
                        agreement,
                        question.esiid(),
                        question.view() == View.INTERVAL ? "INTERVALS" : "MONTHLY",
                        question.from(),
                        question.to(),
                        Disclosure.Way.API,
                        reference)));
                grants.delivered(question.thirdParty(), Map.of(question.esiid(), agreement));
            }
            return new ShownUsage(agreement, version, false, days, months);
        });
    }

    private String grant(UsageQuestion question, String reference) {
        DataKind data = question.view() == View.INTERVAL ? DataKind.INTERVAL : DataKind.MONTHLY;
        Map<String, String> live = grants.readable(question.thirdParty(), List.of(question.esiid()), data, reference);
        return Optional.ofNullable(live.get(question.esiid()))
                .orElseThrow(() -> new Rejection(
                        UsageProblem.NO_GRANT,
                        "There is no live energy data agreement for ESIID " + question.esiid()
                                + "; invite the customer first."));
    }

    private static String version(
            String agreement, UsageQuestion question, List<DayReadings> days, List<BillingMonth> months) {
        MessageDigest sha256 = sha256();
        sha256.update(
                (agreement + question.esiid() + question.view() + question.from() + question.to() + question.channels())
                        .getBytes(StandardCharsets.UTF_8));
        for (DayReadings day : days) {
            int[] energy = day.wattHours();
            ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES + (energy.length + 1) * Integer.BYTES);
            bytes.putLong(day.day().toEpochDay()).putLong(day.revisedAt().toEpochMilli());
            bytes.putInt(day.channel() == Channel.CONSUMPTION ? 0 : 1);
            for (int slot : energy) {
                bytes.putInt(slot);
            }
            sha256.update(bytes.flip());
            sha256.update(day.qualities().getBytes(StandardCharsets.US_ASCII));
        }
        for (BillingMonth month : months) {
            sha256.update((month.firstDay() + " " + month.lastDay() + " " + month.revisedAt() + " "
                            + month.actualWattHours() + month.demand())
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
