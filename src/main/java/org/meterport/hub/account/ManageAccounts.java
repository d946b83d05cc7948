package org.meterport.hub.account;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Sha256;
import org.meterport.hub.shared.Transactions;

/** How customers come by an account, into it, and into it again when they have forgotten the password. */
public final class ManageAccounts {

    /** Fed by this use case, read by the flow {@code account-mail}: an account's id. */
    public static final String QUEUE = "account.mail.v1";

    /** How long the link in a reset mail works. */
    public static final Duration RESET_VALIDITY = Duration.ofHours(1);

    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 72;
    private static final int ORDINARY = 4;

    private final Transactions transactions;
    private final Accounts accounts;
    private final Premises premises;
    private final SecretHashes hashes;
    private final Outbox outbox;
    private final Ids ids;
    private final RandomGenerator random;
    private final InstantSource clock;

    /** @param random a cryptographically strong source */
    public ManageAccounts(
            Transactions transactions,
            Accounts accounts,
            Premises premises,
            SecretHashes hashes,
            Outbox outbox,
            Ids ids,
            RandomGenerator random,
            InstantSource clock) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.premises = premises;
        this.hashes = hashes;
        this.outbox = outbox;
        this.ids = ids;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Makes an account for a customer who has shown a link of ours. Where one is at the same address, the password must be
     * that account's, and it speaks for this customer too from then on.
     *
     * @return the account's id
     * @throws Rejection {@link AccountProblem#PASSWORD_INVALID}, {@link AccountProblem#WRONG}
     */
    public String make(CustomerId customer, String password) {
        requireForm(password);
        String address = transactions.asOperator(() -> address(customer));
        String hash = hashes.hash(password);
        String id = transactions.asOperator(() -> {
            var made = new Account(ids.next("acc_"), hash);
            if (accounts.add(made, address, clock.instant())) {
                accounts.join(made.id(), customer);
                return made.id();
            }
            return "";
        });
        if (!id.isEmpty()) {
            return id;
        }
        String known = signIn(address, password);
        transactions.operatorDoes(() -> accounts.join(known, customer));
        return known;
    }

    /**
     * @return the account's id
     * @throws Rejection {@link AccountProblem#WRONG}, the same and after the same time for an unknown address
     */
    public String signIn(String address, String password) {
        Optional<Account> account = transactions.asOperator(() -> accounts.at(address));
        boolean right =
                account.map(one -> hashes.matches(password, one.secretHash())).orElseGet(() -> hashes.refuse(password));
        if (account.isEmpty() || !right) {
            throw new Rejection(AccountProblem.WRONG, "Mail address or password is wrong.");
        }
        return account.get().id();
    }

    /** The customers an account speaks for, erased ones left out; empty when the account is gone. */
    public List<CustomerId> members(String accountId) {
        return transactions.asOperator(() -> accounts.members(accountId).stream()
                .filter(id -> premises.customer(id)
                        .filter(customer -> !customer.isErased())
                        .isPresent())
                .toList());
    }

    public boolean has(CustomerId customer) {
        return transactions.asOperator(() -> accounts.of(customer).isPresent());
    }

    /** Owes a mail with a link for a new password, if there is an account; whoever asks is not told whether. */
    public void forgot(String address) {
        transactions.operatorDoes(
                () -> accounts.at(address).ifPresent(account -> outbox.owe(QUEUE, account.id(), Map.of(), ORDINARY)));
    }

    /**
     * What a reset mail is written from.
     *
     * @param token stands in its link
     */
    public record ResetLetter(Customer customer, String token) {

        @Override
        public String toString() {
            return "ResetLetter[" + customer + "]";
        }
    }

    /**
     * A new token for the account, made when the mail is written, so that it lies in no queue. A mail that is sent again
     * after a crash has another one, and the last one is good.
     *
     * @return empty when the account is gone
     */
    public Optional<ResetLetter> resetLetter(String accountId) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return transactions.asOperator(() -> accounts.members(accountId).stream()
                .flatMap(id -> premises.customer(id).stream())
                .filter(customer -> !customer.isErased())
                .findFirst()
                .map(customer -> {
                    accounts.expectReset(
                            accountId, Sha256.hex(token), clock.instant().plus(RESET_VALIDITY));
                    return new ResetLetter(customer, token);
                }));
    }

    /**
     * Sets a new password by the link of a reset mail, once.
     *
     * @return the account's id
     * @throws Rejection {@link AccountProblem#PASSWORD_INVALID}, which leaves the link good; {@link
     *     AccountProblem#LINK_USED}
     */
    public String reset(String token, String password) {
        requireForm(password);
        String hash = hashes.hash(password);
        Instant now = clock.instant();
        return transactions.asOperator(() -> {
            Account account = accounts.takeReset(Sha256.hex(token), now)
                    .orElseThrow(() -> new Rejection(
                            AccountProblem.LINK_USED, "This link was used or has expired; ask for another mail."));
            accounts.replaceSecret(account.id(), hash);
            return account.id();
        });
    }

    private String address(CustomerId customer) {
        return premises.customer(customer)
                .filter(one -> !one.isErased())
                .orElseThrow(() -> new Rejection(AccountProblem.GONE, "This customer is not known any more."))
                .email();
    }

    private static void requireForm(String password) {
        int length = password.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            throw new Rejection(
                    AccountProblem.PASSWORD_INVALID,
                    "A password has " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters.");
        }
    }
}
