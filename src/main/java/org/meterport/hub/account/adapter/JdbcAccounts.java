package org.meterport.hub.account.adapter;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.meterport.hub.account.Account;
import org.meterport.hub.account.Accounts;
import org.meterport.hub.premise.CustomerId;
import org.springframework.jdbc.core.JdbcTemplate;

/** Accounts as tables. The address itself is in none of them. */
final class JdbcAccounts implements Accounts {

    private static final String SELECT = "SELECT id, secret_hash FROM customer_account ";

    private final JdbcTemplate jdbc;
    private final SecretKeySpec key;

    /** @param key 32 bytes, the same on every node */
    JdbcAccounts(JdbcTemplate jdbc, byte[] key) {
        this.jdbc = jdbc;
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    @Override
    public Optional<Account> at(String address) {
        return one("WHERE address_key = ?", addressKey(address));
    }

    @Override
    public Optional<Account> of(CustomerId customer) {
        return one(
                "WHERE id = (SELECT account_id FROM customer_account_member WHERE customer_id = ?)", customer.value());
    }

    private Optional<Account> one(String where, Object... values) {
        return jdbc.query(SELECT + where, (row, n) -> new Account(row.getString(1), row.getString(2)), values).stream()
                .findFirst();
    }

    @Override
    public List<CustomerId> members(String accountId) {
        return jdbc.query(
                "SELECT customer_id FROM customer_account_member WHERE account_id = ? ORDER BY customer_id",
                (row, n) -> new CustomerId(row.getString(1)),
                accountId);
    }

    @Override
    public boolean add(Account account, String address, Instant now) {
        return jdbc.update(
                        "INSERT INTO customer_account (id, address_key, secret_hash, created_at)"
                                + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        account.id(),
                        addressKey(address),
                        account.secretHash(),
                        Timestamp.from(now))
                == 1;
    }

    @Override
    public void join(String accountId, CustomerId customer) {
        jdbc.update(
                "INSERT INTO customer_account_member VALUES (?, ?)"
                        + " ON CONFLICT (customer_id) DO UPDATE SET account_id = excluded.account_id",
                customer.value(),
                accountId);
    }

    @Override
    public void replaceSecret(String accountId, String secretHash) {
        jdbc.update("UPDATE customer_account SET secret_hash = ? WHERE id = ?", secretHash, accountId);
    }

    @Override
    public void expectReset(String accountId, String tokenHash, Instant until) {
        jdbc.update(
                "UPDATE customer_account SET reset_hash = ?, reset_until = ? WHERE id = ?",
                tokenHash,
                Timestamp.from(until),
                accountId);
    }

    @Override
    public Optional<Account> takeReset(String tokenHash, Instant now) {
        return jdbc
                .query(
                        "UPDATE customer_account SET reset_hash = NULL, reset_until = NULL"
                                + " WHERE reset_hash = ? AND reset_until > ? RETURNING id, secret_hash",
                        (row, n) -> new Account(row.getString(1), row.getString(2)),
                        tokenHash,
                        Timestamp.from(now))
                .stream()
                .findFirst();
    }

    private String addressKey(String address) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of()
                    .formatHex(
                            mac.doFinal(address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }
}
