package org.meterport.hub.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.premise.CustomerId;

/** Customers' accounts. Called inside an operator's transaction. Addresses are found by a keyed hash, in any case. */
public interface Accounts {

    Optional<Account> at(String address);

    /** The account this customer belongs to. */
    Optional<Account> of(CustomerId customer);

    /** Whom it belongs to: one person may be a customer more than once, after a move for example. */
    List<CustomerId> members(String accountId);

    /** @return false when there is one at that address */
    boolean add(Account account, String address, Instant now);

    /** Lets the account speak for the customer too. */
    void join(String accountId, CustomerId customer);

    void replaceSecret(String accountId, String secretHash);

    /** Remembers the hash of the token of a reset mail; those sent before are good no more. */
    void expectReset(String accountId, String tokenHash, Instant until);

    /** The account a reset mail was sent for; the token is used up with it. */
    Optional<Account> takeReset(String tokenHash, Instant now);
}
