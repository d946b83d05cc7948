package org.meterport.hub.download;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;

/** Homes and downloads on record. Called inside a transaction of the operator. */
public interface Downloads {

    /** Where the customer is of record now, by ESIID. */
    List<Stay> stays(CustomerId customer);

    void add(Download download);

    Optional<Download> find(String id);

    /** How many mails the customer has asked for since then. */
    int mailsSince(CustomerId customer, Instant moment);

    /** A customer's stay at a home. */
    record Stay(String esiid, Instant movedInAt) {}

    /**
     * One file a customer took.
     *
     * @param id {@code gbd_…}
     * @param language the mail's
     */
    record Download(
            String id,
            CustomerId customer,
            String esiid,
            LocalDate from,
            LocalDate to,
            Way way,
            Language language,
            Instant requestedAt) {}

    /** How a file reaches the customer. */
    enum Way {
        PAGE,
        MAIL
    }
}
