package org.meterport.hub.party;

import java.util.Set;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One login of a Third Party, a person's or a program's.
 *
 * @param name unique in the whole hub, for ever
 * @param administrator whether it may add, change, suspend and remove the company's users; has all rights
 * @param rights what else it may do
 */
public record User(String name, ThirdPartyId thirdParty, boolean administrator, Set<Right> rights, Status status) {

    public User {
        rights = Set.copyOf(rights);
    }

    /** What a user who is no administrator may be allowed. */
    public enum Right {
        AGREEMENTS,
        REPORTS,
        DEVICES,
        /** Changing the secrets of the company's users. */
        API_KEYS
    }

    /** REVOKED is for good. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        REVOKED
    }

    public boolean may(Right right) {
        return status == Status.ACTIVE && (administrator || rights.contains(right));
    }
}
