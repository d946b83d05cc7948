package org.meterport.hub.download;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.download.Downloads.Download;
import org.meterport.hub.download.Downloads.Way;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore;
import org.meterport.hub.usage.UsageStore.Channels;

/** A customer's own readings: which there are, and out with them. Only of homes the customer lives in, since moving in. */
public final class MyData {

    /** Queue of mails to send; the body is the download's id. */
    public static final String QUEUE = "download.mail.v1";

    /** What is offered where the customer chooses no days. */
    private static final int USUAL_MONTHS = 13;

    private static final int QUARTER_HOUR = 900;
    private static final int MAILS_A_DAY = 5;

    private final Transactions transactions;
    private final Downloads downloads;
    private final UsageStore usage;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final int historyMonths;
    private final UnaryOperator<String> keys;

    /**
     * Reads from the hub's own store.
     *
     * @param historyMonths how far back a customer may choose, in calendar months before today
     * @param keys makes of an ESIID what stands for it in addresses
     */
    public MyData(
            Transactions transactions,
            Downloads downloads,
            UsageStore usage,
            Outbox outbox,
            Ids ids,
            InstantSource clock,
            int historyMonths,
            UnaryOperator<String> keys) {
        this.transactions = transactions;
        this.downloads = downloads;
        this.usage = usage;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.historyMonths = historyMonths;
        this.keys = keys;
    }

    public List<Home> homes(CustomerId customer) {
        return transactions.asOperator(() -> downloads.stays(customer)).stream()
                .map(stay -> new Home(
                        keys.apply(stay.esiid()), stay.esiid(), LocalDate.ofInstant(stay.movedInAt(), DayGrid.CENTRAL)))
                .toList();
    }

    /**
     * A choice that can be: of one of the customer's homes, in this order, and neither in the future nor too far back.
     *
     * @param key of the home; the first one without it
     * @param from 13 months before today without it
     * @param to yesterday without it, the last day that readings are there of
     * @throws Rejection {@link DownloadProblem}
     */
    public Choice choose(CustomerId customer, Optional<String> key, Optional<LocalDate> from, Optional<LocalDate> to) {
        Home home = homes(customer).stream()
                .filter(one -> key.isEmpty() || key.get().equals(one.key()))
                .findFirst()
                .orElseThrow(() -> new Rejection(DownloadProblem.NO_HOME, "There is no such home of yours."));
        LocalDate first = from.orElseGet(() -> today().minusMonths(USUAL_MONTHS));
        LocalDate last = to.orElseGet(() -> today().minusDays(1));
        if (first.isAfter(last) || last.isAfter(today()) || first.isBefore(earliest())) {
            throw new Rejection(
                    DownloadProblem.RANGE_INVALID, "Choose days from " + earliest() + " to " + today() + ".");
        }
        return new Choice(customer, home, first, last);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), DayGrid.CENTRAL);
    }

    /** The first day a customer may choose now. */
    public LocalDate earliest() {
        return today().minusMonths(historyMonths);
    }

    /** What there is of a choice. */
    public Coverage coverage(Choice choice) {
        Set<LocalDate> days = new HashSet<>();
        int[] missing = {0};
        int seconds = read(choice, day -> {
            days.add(day.day());
            for (int slot = 0; slot < day.slots(); slot++) {
                missing[0] += day.isPresent(slot) ? 0 : 1;
            }
        });
        int asked = (int) ChronoUnit.DAYS.between(choice.from(), choice.to()) + 1;
        return new Coverage(
                days.stream().min(LocalDate::compareTo),
                days.stream().max(LocalDate::compareTo),
                asked - days.size(),
                missing[0],
                seconds);
    }

    /** Hands over the days of a choice, both channels, in the finest intervals there are; how long those are, in seconds. */
    public int read(Choice choice, Consumer<DayReadings> reader) {
        LocalDate since = choice.home().since();
        LocalDate from = choice.from().isBefore(since) ? since : choice.from();
        return transactions.asOperator(() -> {
            String esiid = choice.home().esiid();
            Collection<Integer> lengths = usage.intervalLengths(esiid, from, choice.to());
            int seconds = lengths.stream().min(Integer::compareTo).orElse(QUARTER_HOUR);
            usage.read(new UsageStore.Query(esiid, from, choice.to(), seconds, Channels.ALL, false), reader);
            return seconds;
        });
    }

    /** Notes that the file leaves by the page. */
    public void taken(Choice choice, Language language) {
        transactions.operatorDoes(() -> downloads.add(download(choice, Way.PAGE, language)));
    }

    /**
     * Owes the customer a mail with the file.
     *
     * @throws Rejection {@link DownloadProblem#NOTHING_THERE}, or {@link DownloadProblem#TOO_MANY_MAILS}
     */
    public Download mail(Choice choice, Language language) {
        if (coverage(choice).isEmpty()) {
            throw new Rejection(DownloadProblem.NOTHING_THERE, "There are no readings of these days.");
        }
        Instant midnight = today().atStartOfDay(DayGrid.CENTRAL).toInstant();
        return transactions.asOperator(() -> {
            if (downloads.mailsSince(choice.customer(), midnight) >= MAILS_A_DAY) {
                throw new Rejection(DownloadProblem.TOO_MANY_MAILS, "We send " + MAILS_A_DAY + " mails a day.");
            }
            Download download = download(choice, Way.MAIL, language);
            downloads.add(download);
            outbox.owe(QUEUE, download.id());
            return download;
        });
    }

    /** The download of that id, and its choice if the customer still lives there. */
    public Optional<Choice> owed(Download download) {
        return homes(download.customer()).stream()
                .filter(home -> home.esiid().equals(download.esiid()))
                .findFirst()
                .map(home -> new Choice(download.customer(), home, download.from(), download.to()));
    }

    public Download find(String id) {
        return transactions.asOperator(() -> downloads.find(id)).orElseThrow();
    }

    /** Company, service, kind of data and days; nothing of whose it is. */
    public static String fileName(String company, Choice choice, int intervalSeconds) {
        String word = company.replaceAll("[^A-Za-z0-9]", "");
        return String.format(
                Locale.ROOT,
                "%s_Electric_%d_Minute_%s_%s.XML",
                word.isEmpty() ? "Meterport" : word,
                intervalSeconds / 60,
                choice.from(),
                choice.to());
    }

    private Download download(Choice choice, Way way, Language language) {
        return new Download(
                ids.next("gbd_"),
                choice.customer(),
                choice.home().esiid(),
                choice.from(),
                choice.to(),
                way,
                language,
                clock.instant());
    }
}
