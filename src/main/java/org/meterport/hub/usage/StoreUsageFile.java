package org.meterport.hub.usage;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.ReadTally;
import org.meterport.components.intervalfile.RegisterRead;
import org.meterport.components.intervalfile.UsageFileReader;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore.RecordWriter;
import org.meterport.hub.usage.UsageStore.StoredFile;

/**
 * Stores one file of a utility, whole or not at all.
 *
 * <p>The days go to the store while the file is being read, inside one transaction; the first fault rolls all of them
 * back. A crash at any instant leaves either nothing or everything, and the file still in its folder: it is then taken
 * again, and recognised by its content if it was stored. Two nodes that take the same file meet at
 * {@link UsageStore#lock}, and the second finds it known. The content's hash is made of the bytes as they are read, so a
 * file that comes once more is read to its end before it is recognised, and what was stored of it is rolled back.
 */
public final class StoreUsageFile {

    private final Transactions transactions;
    private final UsageStore store;
    private final RegisterStore registers;
    private final Utilities utilities;
    private final FileLayouts layouts;
    private final Ids ids;
    private final InstantSource clock;

    public StoreUsageFile(
            Transactions transactions,
            UsageStore store,
            RegisterStore registers,
            Utilities utilities,
            FileLayouts layouts,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.registers = registers;
        this.utilities = utilities;
        this.layouts = layouts;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Stores the file if it is good and new.
     *
     * @param esiid whose data it is where the layout does not say
     * @throws IOException when the bytes cannot be fetched; the same call may succeed later
     */
    public Outcome store(String tdspId, String fileName, @Nullable Esiid esiid, Content content) throws IOException {
        try {
            return transactions.asOperator(() -> read(tdspId, fileName, esiid, content));
        } catch (ThereAlready there) {
            return new Known(there.file());
        } catch (Refused refused) {
            return new Rejected(refused.fault());
        } catch (BytesAway away) {
            throw away.failure();
        }
    }

    /** Notes that the file has left the inbound folder with its acknowledgement. */
    public void acknowledged(String fileId) {
        transactions.operatorDoes(() -> store.acknowledged(fileId));
    }

    private Outcome read(String tdspId, String fileName, @Nullable Esiid esiid, Content content) {
        store.lock(tdspId);
        String id = ids.next("ufl_");
        ReadContext context = ReadContext.of(fileName, clock.instant());
        if (esiid != null) {
            context = context.withEsiid(esiid);
        }
        Premises premises = utilities.of(tdspId);
        try (var bytes = new HashedBytes(content.open())) {
            try (var writers = new Writers(new StoredFile(id, tdspId, fileName, "", esiid, 0, 0, false), premises)) {
                ReadTally tally = layouts.read(bytes, context, writers);
                writers.settle();
                String sha256 = bytes.sha256();
                refuseKnown(tdspId, sha256, esiid);
                var file = new StoredFile(id, tdspId, fileName, sha256, esiid, tally.days(), tally.readings(), false);
                writers.finish(file);
                return new Stored(file);
            } catch (IntervalFileException fault) {
                // what was good once is known, even if the rules have changed since
                refuseKnown(tdspId, bytes.sha256(), esiid);
                throw new Refused(fault);
            } catch (Refused foreign) {
                refuseKnown(tdspId, bytes.sha256(), esiid);
                throw foreign;
            }
        } catch (IOException away) {
            throw new BytesAway(away);
        }
    }

    private void refuseKnown(String tdspId, String sha256, @Nullable Esiid esiid) {
        store.claim(tdspId, sha256, esiid).ifPresent(known -> {
            throw new ThereAlready(known);
        });
    }

    /** A utility speaks for its own premises only. */
    private static void refuseForeign(Premises premises, Esiid esiid) {
        if (!premises.contain(esiid)) {
            throw new Refused(new IntervalFileException(
                    FaultReason.ESIID_INVALID,
                    0,
                    "The file holds an ESIID with the prefix "
                            + esiid.prefix().digits()
                            + ", which is another utility's; send it from that utility's account."));
        }
    }

    /** What became of a file. */
    public sealed interface Outcome permits Stored, Known, Rejected {}

    /** All of it is stored, for the first time. */
    public record Stored(StoredFile file) implements Outcome {}

    /** The same content was stored before, for the same ESIID; nothing has changed. */
    public record Known(StoredFile file) implements Outcome {}

    /** Nothing of it is stored. */
    public record Rejected(IntervalFileException fault) implements Outcome {}

    /** The file's bytes. */
    @FunctionalInterface
    public interface Content {
        InputStream open() throws IOException;
    }

    /** Reads any layout, packed or not. */
    @FunctionalInterface
    public interface FileLayouts {
        ReadTally read(InputStream bytes, ReadContext context, UsageFileReader.Sink sink)
                throws IOException, IntervalFileException;
    }

    /** Which utility serves which premises. Asked once for each file, inside its transaction. */
    @FunctionalInterface
    public interface Utilities {
        Premises of(String tdspId);
    }

    /** The premises of one utility. */
    @FunctionalInterface
    public interface Premises {
        boolean contain(Esiid esiid);
    }

    /** One writer for whatever the file turns out to hold, begun with its first record. */
    private final class Writers implements UsageFileReader.Sink, AutoCloseable {

        private final StoredFile file;
        private final Premises premises;
        private @Nullable RecordWriter<DayReadings> days;
        private @Nullable RecordWriter<RegisterRead> reads;
        private @Nullable RecordWriter<BillingMonth> months;

        Writers(StoredFile file, Premises premises) {
            this.file = file;
            this.premises = premises;
        }

        @Override
        public void accept(DayReadings day) {
            refuseForeign(premises, day.esiid());
            if (days == null) {
                days = store.write(file);
            }
            days.accept(day);
        }

        @Override
        public void read(RegisterRead read) {
            refuseForeign(premises, read.esiid());
            if (reads == null) {
                reads = registers.writeReads(file);
            }
            reads.accept(read);
        }

        @Override
        public void month(BillingMonth month) {
            refuseForeign(premises, month.esiid());
            if (months == null) {
                months = registers.writeMonths(file);
            }
            months.accept(month);
        }

        void settle() {
            open().forEach(RecordWriter::settle);
        }

        void finish(StoredFile complete) {
            if (days == null && reads == null && months == null) {
                days = store.write(file);
            }
            for (RecordWriter<?> writer : open()) {
                writer.finish(complete);
            }
        }

        @Override
        public void close() {
            open().forEach(RecordWriter::close);
        }

        private List<RecordWriter<?>> open() {
            List<RecordWriter<?>> open = new ArrayList<>();
            if (days != null) {
                open.add(days);
            }
            if (reads != null) {
                open.add(reads);
            }
            if (months != null) {
                open.add(months);
            }
            return open;
        }
    }

    /** Carries a fault out of the transaction, so that it rolls back. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient IntervalFileException fault;

        Refused(IntervalFileException fault) {
            super(fault.getMessage(), null, false, false);
            this.fault = fault;
        }

        IntervalFileException fault() {
            return fault;
        }
    }

    /** Carries the file that has the same content out of the transaction, so that nothing is stored twice. */
    private static final class ThereAlready extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient StoredFile file;

        ThereAlready(StoredFile file) {
            super("the file is there already", null, false, false);
            this.file = file;
        }

        StoredFile file() {
            return file;
        }
    }

    private static final class BytesAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient IOException failure;

        BytesAway(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }
}
