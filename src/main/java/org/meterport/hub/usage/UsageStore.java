package org.meterport.hub.usage;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.shared.Question;

/** Where readings are kept. Every call is made inside a transaction. */
public interface UsageStore {

    /** Keeps every other store of the utility's usage out until the transaction ends. */
    void lock(String tdspId);

    /**
     * The file with that content, if this TDSP sent it for the same ESIID before; blocks while another node stores a file
     * of this TDSP.
     *
     * @param esiid whose data the sender says it is; null where it leaves that to the content
     */
    Optional<StoredFile> claim(String tdspId, String sha256, @Nullable Esiid esiid);

    /**
     * Takes the days of one file, in the order they are given, and applies them when it is closed.
     *
     * <p>A later revision becomes the latest; slots it says nothing of keep what was there. An earlier revision that
     * arrives late is kept beside it, and its readings take those slots whose own reading is missing or older. So the
     * order in which files arrive does not matter. The same day again changes nothing.
     */
    FileWriter write(StoredFile file);

    /** Remembers that the file has left the inbound folder with its acknowledgement. */
    void acknowledged(String fileId);

    /** The readings of one ESIID, by day and channel, oldest first. */
    void read(Query query, Consumer<DayReadings> reader);

    /**
     * What stands for the readings that each query would find now, without reading them: another text whenever a reading,
     * a quality or a revision is another. In the order of the queries.
     *
     * @param queries for the latest revisions only, at least one
     */
    Question<List<String>> stamps(List<Query> queries);

    /** The interval lengths there are in the range, in seconds, ascending. */
    Collection<Integer> intervalLengths(String esiid, LocalDate from, LocalDate to);

    /** Collects the records of one file. */
    interface RecordWriter<T> extends AutoCloseable, Consumer<T> {

        /** Returns when nothing of what was taken is on its way any more: the transaction is the caller's alone again. */
        void settle();

        /**
         * Applies what was taken.
         *
         * @param file the one that the writer was made for, with all that is known at its end
         */
        void finish(StoredFile file);

        /** Ends the file; without {@link #finish} before it, nothing of the file is kept. */
        @Override
        void close();
    }

    /** Collects the days of one file. */
    interface FileWriter extends RecordWriter<DayReadings> {}

    /**
     * A file that is or will be stored.
     *
     * @param esiid whose data the sender says it is; null where it leaves that to the content
     * @param acknowledged whether it has left the inbound folder
     */
    record StoredFile(
            String id,
            String tdspId,
            String fileName,
            String sha256,
            @Nullable Esiid esiid,
            long days,
            long readings,
            boolean acknowledged) {

        /** The same with its counts. */
        public StoredFile counted(long ofDays, long ofReadings) {
            return new StoredFile(id, tdspId, fileName, sha256, esiid, ofDays, ofReadings, acknowledged);
        }
    }

    /**
     * What to read.
     *
     * @param to last local day, included
     * @param intervalSeconds only intervals of that length
     * @param allRevisions every revision, oldest first, instead of the latest alone
     */
    record Query(
            String esiid, LocalDate from, LocalDate to, int intervalSeconds, Channels channels, boolean allRevisions) {}

    /** Which channels to read. */
    enum Channels {
        CONSUMPTION,
        SURPLUS_GENERATION,
        ALL
    }
}
