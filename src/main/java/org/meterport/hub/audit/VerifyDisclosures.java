package org.meterport.hub.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.audit.DisclosureChain.Hash;
import org.meterport.hub.audit.DisclosureChain.Link;
import org.meterport.hub.audit.DisclosureChain.Waiting;
import org.meterport.hub.shared.Sha256;
import org.meterport.hub.shared.Transactions;

/**
 * Walks the disclosure log from its first row and names the first that is not as it was written. Computes every hash
 * itself, from the rows; the database's own function is not asked. Rows that wait for their link are counted, not
 * sealed: who proves a log does not write it.
 */
public final class VerifyDisclosures {

    private static final int BATCH = 5_000;

    private final Transactions transactions;
    private final DisclosureChain chain;

    public VerifyDisclosures(Transactions transactions, DisclosureChain chain) {
        this.transactions = transactions;
        this.chain = chain;
    }

    /**
     * The last link somebody has seen. Kept outside the database it shows later that nothing was cut off the end.
     *
     * @param position 0 for an empty log
     */
    public record Head(long position, Hash hash) {

        @Override
        public String toString() {
            return position + ":" + hash;
        }
    }

    /**
     * What the walk found.
     *
     * @param head the last good link
     * @param broken what is wrong first, in a sentence; empty when all is well
     * @param waiting rows that nothing can be said of yet, because they have not been sealed
     */
    public record Verdict(Head head, Optional<String> broken, Waiting waiting) {}

    /** @param noted a head from an earlier walk; the log must still hold it */
    public Verdict verify(Optional<Head> noted) {
        Head head = new Head(0, Hash.NONE);
        List<Link> links;
        do {
            Head from = head;
            links = transactions.asOperator(() -> chain.after(from.position(), BATCH));
            for (Link link : links) {
                Optional<String> broken = fault(head, link);
                if (broken.isPresent()) {
                    return verdict(head, broken);
                }
                head = new Head(link.position(), link.hash());
                if (noted.isPresent()
                        && noted.get().position() == head.position()
                        && !noted.get().equals(head)) {
                    return verdict(
                            head,
                            Optional.of("position " + head.position() + " is not the one that was noted: the log up to"
                                    + " there was written anew"));
                }
            }
        } while (links.size() == BATCH);
        if (noted.isPresent() && noted.get().position() > head.position()) {
            return verdict(
                    head,
                    Optional.of("the log ends at position " + head.position() + ", before the noted position "
                            + noted.get().position() + ": its end was cut off"));
        }
        return verdict(head, transactions.asOperator(this::outsideTheChain));
    }

    private Verdict verdict(Head head, Optional<String> broken) {
        return new Verdict(head, broken, transactions.asOperator(chain::waiting));
    }

    private Optional<String> outsideTheChain() {
        return chain.firstUnchained()
                .map(id -> "disclosure " + id + " is in no link and does not wait for one: it was slipped in")
                .or(() -> chain.firstLostWhileWaiting()
                        .map(id -> "disclosure " + id + " was taken out of the log before it was sealed"));
    }

    private static Optional<String> fault(Head before, Link link) {
        if (link.position() != before.position() + 1) {
            return Optional.of("position " + (before.position() + 1) + " is missing; the next is " + link.position());
        }
        String place = "position " + link.position() + ", disclosure " + link.disclosureId();
        if (link.row().isEmpty()) {
            return Optional.of(place + ", is gone from the log");
        }
        if (!hash(before.hash(), link.row().get()).equals(link.hash())) {
            return Optional.of(place + ", is not what was written");
        }
        return Optional.empty();
    }

    static Hash hash(Hash previous, LoggedDisclosure row) {
        Disclosure disclosure = row.disclosure();
        var text = new StringBuilder(256);
        field(text, String.valueOf(row.id()));
        field(text, String.valueOf(micros(row.at())));
        field(text, disclosure.thirdParty().value());
        field(text, disclosure.agreementId());
        field(text, disclosure.esiid());
        field(text, disclosure.kind());
        field(text, disclosure.fromDay().toString());
        field(text, disclosure.toDay().toString());
        field(text, disclosure.way().name());
        field(text, disclosure.reference());
        field(
                text,
                disclosure.bytes().isPresent()
                        ? String.valueOf(disclosure.bytes().getAsLong())
                        : "");
        MessageDigest digest = Sha256.digest();
        digest.update(previous.bytes());
        return Hash.of(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static void field(StringBuilder text, String value) {
        text.append(value.getBytes(StandardCharsets.UTF_8).length)
                .append(':')
                .append(value)
                .append(',');
    }

    private static long micros(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
    }
}
