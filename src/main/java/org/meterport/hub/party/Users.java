package org.meterport.hub.party;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.shared.ThirdPartyId;

/** The users of Third Parties. Called inside a transaction; a partner's finds and changes only its own. */
public interface Users {

    Optional<User> find(String name);

    /** The company's, removed ones left out, by name; nobody else changes them until the transaction ends. */
    List<User> lock(ThirdPartyId thirdParty);

    /** @return false when the name is taken, in this company or another */
    boolean add(User user, String secretHash, Instant now);

    /** Stores administrator, rights and status. */
    void save(User user);

    /** Replaces the secret; the one before it is good until that time. */
    void replaceSecret(String name, String secretHash, Instant previousUntil);
}
