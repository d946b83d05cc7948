package org.meterport.hub.usage;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.meterport.components.intervalfile.Channel;

/**
 * What is known of days that are complete, and of those that are not. Every call is made inside a transaction. Nothing
 * here reads readings from end to end: a premise's days are found by their key, and exceptions are noted by whatever
 * stores usage.
 */
public interface CompletenessStore {

    /** The days there are of one ESIID and channel, oldest first. */
    List<DayCompleteness> days(String esiid, Channel channel, LocalDate from, LocalDate to);

    /** Exceptions in the order of utility, day, ESIID, channel; those after the given one. */
    List<UsageException> exceptions(Filter filter, Optional<UsageException> after, int most);

    /** Every exception of one utility's day, by ESIID. */
    void exceptions(String tdspId, LocalDate day, Consumer<DayCompleteness> reader);

    /**
     * Notes the utility's premises of which nothing came for the day; waits while a file of the utility is being stored.
     */
    void noteAbsences(String tdspId, LocalDate day);

    /** Utilities that serve premises, with the last day whose exceptions were reported. */
    List<Reported> reported();

    /** Remembers that the day's exceptions have been reported; once is enough. */
    void report(String tdspId, LocalDate day);

    /** Which exceptions to list; empty for all. */
    record Filter(Optional<String> tdspId, Optional<LocalDate> day) {}

    /** A day that is not complete and all actual. */
    record UsageException(String tdspId, DayCompleteness day) {}

    /** How far a utility's exceptions have been reported. */
    record Reported(String tdspId, Optional<LocalDate> lastDay) {}
}
