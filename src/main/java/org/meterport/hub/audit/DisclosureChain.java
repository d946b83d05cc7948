package org.meterport.hub.audit;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The chain beside the log, as it is stored. Called inside a transaction of the operator. */
public interface DisclosureChain {

    /** The next links after a position, in their order; fewer than the limit at the end. */
    List<Link> after(long position, int limit);

    /** The first row of the log that no link stands for and that does not wait for one. */
    Optional<Long> firstUnchained();

    /** The first row that waits for its link and is gone from the log. */
    Optional<Long> firstLostWhileWaiting();

    /** What has been committed and waits for its link. */
    Waiting waiting();

    /**
     * Links rows that wait, in the order of their ids, unless another does just now.
     *
     * @return how many it linked, at most the limit
     */
    int seal(int limit);

    /**
     * Rows without a link yet.
     *
     * @param since when the oldest of them was written; empty when there is none
     */
    record Waiting(long rows, Optional<Instant> since) {}

    /**
     * One place of the chain.
     *
     * @param position from 1
     * @param row what it stands for; empty when that is gone
     */
    record Link(long position, long disclosureId, Hash hash, Optional<LoggedDisclosure> row) {}

    /**
     * A SHA-256.
     *
     * @param digits 64, hexadecimal, in lower case
     */
    record Hash(String digits) {

        /** What stands before the first link. */
        static final Hash NONE = of(new byte[32]);

        /** @param bytes 32 */
        public static Hash of(byte[] bytes) {
            return new Hash(HexFormat.of().formatHex(bytes));
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(digits);
        }

        @Override
        public String toString() {
            return digits;
        }
    }
}
