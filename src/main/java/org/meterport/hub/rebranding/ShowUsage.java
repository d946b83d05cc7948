package org.meterport.hub.rebranding;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.rebranding.UsageQuestion.View;
import org.meterport.hub.shared.Question;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Sha256;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Together;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore;

/**
 * Lets usage out to a Third Party's portal. The grant is asked for and held, the rows are read, and the disclosure is
 * written in one transaction; only what that has seen leaves after it has committed. Rows that came from elsewhere wait
 * for the same transaction, however long they were under way.
 *
 * <p>Calls of one Third Party that come at the same time share a transaction, which begins with asking for their grants
 * and the stamps of their readings; an answer that was made before is not made again while its stamp is the same. Neither
 * changes what is asked and noted for each.
 */
public final class ShowUsage {

    /** A group of one Third Party takes some milliseconds; one that takes this long must not hold up the others. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private static final int MORE_GROUPS = 1;

    private static final int MOST = 64;

    private final Transactions transactions;
    private final Grants grants;
    private final DisclosureLog disclosures;
    private final ReadIntervals readIntervals;
    private final UsageStore store;
    private final Duration deadline;
    private final RenderedAnswers answers;
    private final Map<ThirdPartyId, Together<Showing, RenderedUsage>> groups = new ConcurrentHashMap<>();

    /** Makes the body of what is shown: the same body of the same. */
    @FunctionalInterface
    public interface Rendering {

        byte[] render(ShownUsage shown);
    }

    /** One call. */
    private record Showing(
            UsageQuestion question, UsageRows rows, Optional<String> known, String reference, Rendering rendering) {}

    /**
     * @param readIntervals knows how far back a request may reach
     * @param deadline what a statement may take
     * @param keptBytes how much of answers made before is kept to be given again
     */
    public ShowUsage(
            Transactions transactions,
            Grants grants,
            DisclosureLog disclosures,
            ReadIntervals readIntervals,
            UsageStore store,
            Duration deadline,
            long keptBytes) {
        this.transactions = transactions;
        this.grants = grants;
        this.disclosures = disclosures;
        this.readIntervals = readIntervals;
        this.store = store;
        this.deadline = deadline;
        this.answers = new RenderedAnswers(keptBytes);
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
     * @param known the version the asker has; nothing is disclosed to one that has it already
     * @param reference id of the request, for the disclosure log
     * @throws Rejection {@link UsageProblem#RANGE_INVALID} or {@link UsageProblem#NO_GRANT}
     */
    public RenderedUsage show(
            UsageQuestion question, UsageRows rows, Optional<String> known, String reference, Rendering rendering) {
        readIntervals.check(question.from(), question.to());
        return groups.computeIfAbsent(
                        question.thirdParty(),
                        party -> new Together<>(MORE_GROUPS, PATIENCE, MOST, showings -> together(party, showings)))
                .call(new Showing(question, rows, known, reference, rendering));
    }

    /** All of them in one transaction; those without a lasting grant are left to go on their own. */
    private List<Supplier<RenderedUsage>> together(ThirdPartyId thirdParty, List<Showing> showings) {
        Map<View, Question<Map<String, String>>> lasting = lasting(thirdParty, showings);
        Stamps asked = stamps(showings);
        List<Question<?>> first = new ArrayList<>(lasting.values());
        asked.question().ifPresent(first::add);
        return transactions.asPartner(thirdParty, deadline, first, () -> {
            Map<View, Map<String, String>> live = new EnumMap<>(View.class);
            lasting.forEach((view, question) -> live.put(view, question.answer()));
            Map<UsageStore.Query, String> stamps = asked.found();
            List<Disclosure> disclosed = new ArrayList<>(showings.size());
            List<Supplier<RenderedUsage>> outcomes = new ArrayList<>(showings.size());
            for (Showing showing : showings) {
                UsageQuestion question = showing.question();
                String agreement = live.getOrDefault(question.view(), Map.of()).get(question.esiid());
                if (agreement == null) {
                    outcomes.add(() -> alone(showing));
                } else {
                    RenderedUsage shown = render(showing, agreement, stamps, disclosed);
                    outcomes.add(() -> shown);
                }
            }
            if (!disclosed.isEmpty()) {
                disclosures.add(disclosed);
            }
            return outcomes;
        });
    }

    private RenderedUsage alone(Showing showing) {
        UsageQuestion question = showing.question();
        return transactions.asPartner(question.thirdParty(), deadline, () -> {
            String agreement = grant(question, showing.reference());
            List<Disclosure> disclosed = new ArrayList<>();
            Stamps stamps = stamps(List.of(showing));
            stamps.question().ifPresent(Question::ask);
            RenderedUsage shown = render(showing, agreement, stamps.found(), disclosed);
            if (!disclosed.isEmpty()) {
                disclosures.add(disclosed);
                grants.delivered(question.thirdParty(), Map.of(question.esiid(), agreement));
            }
            return shown;
        });
    }

    private Map<View, Question<Map<String, String>>> lasting(ThirdPartyId thirdParty, List<Showing> showings) {
        Map<View, Set<String>> asked = new EnumMap<>(View.class);
        for (Showing showing : showings) {
            UsageQuestion question = showing.question();
            asked.computeIfAbsent(question.view(), view -> new TreeSet<>()).add(question.esiid());
        }
        Map<View, Question<Map<String, String>>> questions = new EnumMap<>(View.class);
        asked.forEach((view, esiids) -> questions.put(view, grants.continuousFirst(thirdParty, esiids, data(view))));
        return questions;
    }

    /** What stands for the readings that are in this hub's store; no question when none of them are. */
    private record Stamps(List<UsageStore.Query> queries, Optional<Question<List<String>>> question) {

        Map<UsageStore.Query, String> found() {
            Map<UsageStore.Query, String> found = new HashMap<>();
            question.map(Question::answer).ifPresent(stamps -> {
                for (int i = 0; i < queries.size(); i++) {
                    found.put(queries.get(i), stamps.get(i));
                }
            });
            return found;
        }
    }

    private Stamps stamps(List<Showing> showings) {
        List<UsageStore.Query> queries = showings.stream()
                .flatMap(showing -> showing.rows().stored().stream())
                .distinct()
                .toList();
        return new Stamps(queries, queries.isEmpty() ? Optional.empty() : Optional.of(store.stamps(queries)));
    }

    private String grant(UsageQuestion question, String reference) {
        Map<String, String> live =
                grants.readable(question.thirdParty(), List.of(question.esiid()), data(question.view()), reference);
        return Optional.ofNullable(live.get(question.esiid()))
                .orElseThrow(() -> new Rejection(
                        UsageProblem.NO_GRANT,
                        "There is no live energy data agreement for ESIID " + question.esiid()
                                + "; invite the customer first."));
    }

    private static DataKind data(View view) {
        return view == View.INTERVAL ? DataKind.INTERVAL : DataKind.MONTHLY;
    }

    /** The answer under a grant that is held; its disclosure, if anything of the customer's leaves, goes into the list. */
    private RenderedUsage render(
            Showing showing, String agreement, Map<UsageStore.Query, String> stamps, List<Disclosure> disclosed) {
        UsageQuestion question = showing.question();
        Optional<String> stamp = showing.rows().stored().map(stamps::get);
        if (stamp.isEmpty()) {
            List<DayReadings> days = showing.rows().days();
            List<BillingMonth> months = showing.rows().months();
            String version = version(agreement, question, stamp(days, months));
            return isKnown(showing, version)
                    ? unchanged(showing, agreement, version)
                    : shown(showing, new ShownUsage(agreement, version, false, days, months), disclosed);
        }
        String version = version(agreement, question, stamp.get());
        if (isKnown(showing, version)) {
            return unchanged(showing, agreement, version);
        }
        Optional<byte[]> made = answers.find(version);
        if (made.isPresent()) {
            disclosed.add(disclosure(showing, agreement, made.get().length));
            return new RenderedUsage(version, made.get());
        }
        List<DayReadings> days = showing.rows().days();
        RenderedUsage shown = shown(showing, new ShownUsage(agreement, version, false, days, List.of()), disclosed);
        if (!days.isEmpty()) {
            answers.keep(version, shown.body());
        }
        return shown;
    }

    private static boolean isKnown(Showing showing, String version) {
        return showing.known().filter(version::equals).isPresent();
    }

    private static RenderedUsage unchanged(Showing showing, String agreement, String version) {
        return new RenderedUsage(
                version, showing.rendering().render(new ShownUsage(agreement, version, true, List.of(), List.of())));
    }

    private static RenderedUsage shown(Showing showing, ShownUsage usage, List<Disclosure> disclosed) {
        byte[] body = showing.rendering().render(usage);
        if (!usage.days().isEmpty() || !usage.months().isEmpty()) {
            disclosed.add(disclosure(showing, usage.agreement(), body.length));
        }
        return new RenderedUsage(usage.version(), body);
    }

    private static Disclosure disclosure(Showing showing, String agreement, long bytes) {
        UsageQuestion question = showing.question();
        return new Disclosure(
                question.thirdParty(),
                agreement,
                question.esiid(),
                question.view() == View.INTERVAL ? "INTERVALS" : "MONTHLY",
                question.from(),
                question.to(),
                question.way(),
                showing.reference(),
                OptionalLong.of(bytes));
    }

    private static String version(String agreement, UsageQuestion question, String stamp) {
        String all = String.join(
                " ",
                agreement,
                question.esiid(),
                question.view().name(),
                question.from().toString(),
                question.to().toString(),
                question.channels().name(),
                stamp);
        return HexFormat.of().formatHex(Sha256.of(all.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }

    /** For rows that are not in this hub's store: their content. */
    private static String stamp(List<DayReadings> days, List<BillingMonth> months) {
        MessageDigest sha256 = Sha256.digest();
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
        return HexFormat.of().formatHex(sha256.digest());
    }
}
