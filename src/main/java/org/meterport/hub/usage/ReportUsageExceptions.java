package org.meterport.hub.usage;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.function.Consumer;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.CompletenessStore.Reported;

/**
 * Tells each utility, once a day, which of its premises' days are short. A day is due from a set hour of the next on; days
 * that came due while no hub ran are made up. The file of a day has one name, so that a second writing is the same file.
 */
public final class ReportUsageExceptions {

    /** Days that are made up at most. */
    private static final int MOST_DAYS = 31;

    private final Transactions transactions;
    private final CompletenessStore store;
    private final ExceptionFiles files;
    private final InstantSource clock;
    private final int hour;

    /** @param hour of the day, Central Time, from which on the day before is due */
    public ReportUsageExceptions(
            Transactions transactions, CompletenessStore store, ExceptionFiles files, InstantSource clock, int hour) {
        this.transactions = transactions;
        this.store = store;
        this.files = files;
        this.clock = clock;
        this.hour = hour;
    }

    /** Reports every day that is due. */
    public void report() {
        ZonedDateTime now = clock.instant().atZone(DayGrid.CENTRAL);
        LocalDate last = now.toLocalDate().minusDays(now.getHour() >= hour ? 1 : 2);
        for (Reported utility : transactions.asOperator(store::reported)) {
            LocalDate first = utility.lastDay().map(day -> day.plusDays(1)).orElse(last);
            LocalDate reach = last.minusDays(MOST_DAYS - 1L);
            for (LocalDate day = first.isBefore(reach) ? reach : first; !day.isAfter(last); day = day.plusDays(1)) {
                report(utility.tdspId(), day);
            }
        }
    }

    private void report(String tdspId, LocalDate day) {
        transactions.operatorDoes(() -> store.noteAbsences(tdspId, day));
        transactions.operatorDoes(() -> {
            files.write(tdspId, day, each -> store.exceptions(tdspId, day, each));
            store.report(tdspId, day);
        });
    }

    /** Where the utilities find their exceptions. */
    @FunctionalInterface
    public interface ExceptionFiles {

        /**
         * Writes the day's file, whole or not at all; the same again replaces it.
         *
         * @param days takes whoever wants to be given each of them
         */
        void write(String tdspId, LocalDate day, Consumer<Consumer<DayCompleteness>> days);
    }
}
