package org.meterport.hub.usage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Sha256;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.usage.UsageStore.StoredFile;

/**
 * Stores a batch of days that utilities published as messages, in one transaction.
 *
 * <p>Whatever is delivered again changes nothing: the batch by its content, and in another cut each day by itself, as a
 * day does that comes in a second file. Two nodes that are given the same messages while a partition moves between them
 * meet at {@link UsageStore#claim}.
 */
public class StoreUsageMessages {

    private final Transactions transactions;
    private final UsageStore store;
    private final Owners owners;
    private final Ids ids;

    public StoreUsageMessages(Transactions transactions, UsageStore store, Owners owners, Ids ids) {
        this.transactions = transactions;
        this.store = store;
        this.owners = owners;
        this.ids = ids;
    }

    /**
     * Stores all days of the batch but those of premises that no utility of this hub serves.
     *
     * @param topic where they were published; stands in the place of a file's name
     * @param batch in the order of their partitions, so that the days of a premise keep their order
     * @return those that were not stored
     */
    public List<Published> store(String topic, List<Published> batch) {
        return transactions.asOperator(() -> {
            Map<String, List<Published>> byUtility = new TreeMap<>();
            List<Published> ownerless = new ArrayList<>();
            Owner owner = owners.now();
            for (Published published : batch) {
                owner.of(published.day().esiid())
                        .ifPresentOrElse(
                                tdspId -> byUtility
                                        .computeIfAbsent(tdspId, key -> new ArrayList<>())
                                        .add(published),
                                () -> ownerless.add(published));
            }
            // in the order of names, so that two consumers never wait for each other
            byUtility.forEach((tdspId, days) -> store(tdspId, topic, days));
            return ownerless;
        });
    }

    private void store(String tdspId, String topic, List<Published> days) {
        String sha256 = sha256(topic, days);
        if (store.claim(tdspId, sha256, null).isPresent()) {
            return;
        }
        var file = new StoredFile(ids.next("ufl_"), tdspId, topic, sha256, null, 0, 0, false);
        try (var writer = store.write(file)) {
            long readings = 0;
            for (Published published : days) {
                writer.accept(published.day());
                readings += published.day().present();
            }
            writer.finish(file.counted(days.size(), readings));
        }
        store.acknowledged(file.id());
    }

    private static String sha256(String topic, List<Published> days) {
        MessageDigest digest = Sha256.digest();
        digest.update(topic.getBytes(UTF_8));
        for (Published published : days) {
            digest.update(published.position().getBytes(UTF_8));
            digest.update((byte) '\n');
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * One message.
     *
     * @param position names the message within its topic for ever: partition, offset, and a mark of the content, since a
     *     topic that was made anew counts from zero again
     */
    public record Published(String position, DayReadings day) {}

    /** Which utility serves which premise. */
    @FunctionalInterface
    public interface Owners {

        /** As it stands in this transaction. */
        Owner now();
    }

    /** The utility of a premise, if it is one of this hub's. */
    @FunctionalInterface
    public interface Owner {
        Optional<String> of(Esiid esiid);
    }
}
