package org.meterport.hub.usage;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.RegisterRead;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.UsageStore.RecordWriter;
import org.meterport.hub.usage.UsageStore.StoredFile;

/** Where daily register reads, billing months and premises' attributes are kept. Every call is inside a transaction. */
public interface RegisterStore {

    /** Takes one file's reads. Every revision is kept, and the same row again changes nothing. */
    RecordWriter<RegisterRead> writeReads(StoredFile file);

    /** As {@link #writeReads}. */
    RecordWriter<BillingMonth> writeMonths(StoredFile file);

    /** Those of the days of the range, oldest first. */
    void reads(Query query, Consumer<RegisterRead> reader);

    /** Those that have a day in the range, oldest first. */
    void months(Query query, Consumer<BillingMonth> reader);

    /** Empty for a premise that is unknown, or not to be seen in this transaction. */
    Optional<PremiseAttributes> attributes(String esiid);

    /**
     * What to read.
     *
     * @param to last local day, included
     * @param channels matters for reads only
     * @param allRevisions every revision, oldest first, instead of the latest alone
     */
    record Query(String esiid, LocalDate from, LocalDate to, Channels channels, boolean allRevisions) {}
}
