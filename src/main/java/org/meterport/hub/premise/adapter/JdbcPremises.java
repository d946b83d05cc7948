package org.meterport.hub.premise.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.secrets.Sealing;
import org.springframework.jdbc.core.JdbcTemplate;

/** Premises as tables. */
public final class JdbcPremises implements Premises {

    private static final String PUT = """
            INSERT INTO premise (esiid, tdsp_id, meter_number, rep_name, rep_certificate, street, city, postal_code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (esiid) DO UPDATE SET tdsp_id = excluded.tdsp_id, meter_number = excluded.meter_number,
            rep_name = excluded.rep_name, rep_certificate = excluded.rep_certificate, street = excluded.street,
            city = excluded.city, postal_code = excluded.postal_code""";

    private static final String PUT_CUSTOMER = """
            INSERT INTO customer (id, email, name, language) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET email = excluded.email, name = excluded.name, language = excluded.language""";

    private static final int BATCH = 500;

    private final JdbcTemplate jdbc;
    private final Sealing sealing;

    public JdbcPremises(JdbcTemplate jdbc, Sealing sealing) {
        this.jdbc = jdbc;
        this.sealing = sealing;
    }

    /**
     * Seals customers that were stored by an earlier version, or put there by other means. In an operator's transaction.
     *
     * @return how many; fewer than 500 when all is sealed
     */
    public int sealPlain() {
        List<Customer> plain = jdbc.query(
                "SELECT id AS customer_id, email, name, language FROM customer WHERE email NOT LIKE 'v1:%'"
                        + " AND erased_at IS NULL ORDER BY id LIMIT " + BATCH + " FOR UPDATE",
                (row, n) -> customer(row));
        jdbc.batchUpdate(
                "UPDATE customer SET email = ?, name = ? WHERE id = ?",
                plain.stream()
                        .map(customer -> new Object[] {
                            sealedEmail(customer),
                            sealedName(customer),
                            customer.id().value()
                        })
                        .toList());
        return plain.size();
    }

    @Override
    public List<Customer> occupants(String esiid) {
        return jdbc.query(
                "SELECT c.id AS customer_id, c.email, c.name, c.language FROM occupancy o"
                        + " JOIN customer c ON c.id = o.customer_id WHERE o.esiid = ? ORDER BY o.moved_in_at DESC",
                (row, n) -> customer(row),
                esiid);
    }

    @Override
    public void erase(CustomerId id, Instant at) {
        jdbc.update(
                "UPDATE customer SET email = '', name = '', erased_at = ? WHERE id = ?",
                Timestamp.from(at),
                id.value());
    }

    @Override
    public Map<String, Premise> find(Collection<String> esiids) {
        Map<String, Premise> found = new HashMap<>();
        jdbc.query(
                """
                SELECT p.*, c.id AS customer_id, c.email, c.name, c.language FROM premise p
                LEFT JOIN occupancy o ON o.esiid = p.esiid AND o.moved_out_at IS NULL
                LEFT JOIN customer c ON c.id = o.customer_id
                WHERE p.esiid = ANY (?)""",
                (ResultSet row) -> {
                    Premise premise = premise(row);
                    found.put(premise.esiid(), premise);
                },
                (Object) esiids.toArray(String[]::new));
        return found;
    }

    @Override
    public Optional<Customer> customer(CustomerId id) {
        return jdbc
                .query(
                        "SELECT id AS customer_id, email, name, language FROM customer WHERE id = ?",
                        (row, n) -> customer(row),
                        id.value())
                .stream()
                .findFirst();
    }

    @Override
    public Map<CustomerId, Customer> customers(Collection<CustomerId> ids) {
        return jdbc
                .query(
                        "SELECT id AS customer_id, email, name, language FROM customer WHERE id = ANY (?)",
                        (row, n) -> customer(row),
                        (Object) ids.stream().map(CustomerId::value).toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(Customer::id, customer -> customer));
    }

    @Override
    public List<String> occupiedBy(CustomerId customer) {
        return jdbc.queryForList(
                "SELECT esiid FROM occupancy WHERE customer_id = ? AND moved_out_at IS NULL ORDER BY esiid",
                String.class,
                customer.value());
    }

    @Override
    public void moveOut(String esiid, Instant at) {
        jdbc.update(
                "UPDATE occupancy SET moved_out_at = greatest(?, moved_in_at)"
                        + " WHERE esiid = ? AND moved_out_at IS NULL",
                Timestamp.from(at),
                esiid);
    }

    @Override
    public void put(Collection<Premise> premises, Instant since) {
        jdbc.batchUpdate(
                PUT,
                premises.stream()
                        .map(p -> new Object[] {
                            p.esiid(),
                            p.tdsp(),
                            p.meterNumber(),
                            p.rep().name(),
                            p.rep().certificate(),
                            p.address().street(),
                            p.address().city(),
                            p.address().postalCode()
                        })
                        .toList());
        List<Premise> occupied =
                premises.stream().filter(p -> p.customer().isPresent()).toList();
        jdbc.batchUpdate(
                PUT_CUSTOMER,
                occupied.stream()
                        .map(p -> p.customer().orElseThrow())
                        .distinct()
                        .map(c -> new Object[] {
                            c.id().value(),
                            sealedEmail(c),
                            sealedName(c),
                            c.language().tag()
                        })
                        .toList());
        Timestamp moved = Timestamp.from(since);
        jdbc.batchUpdate(
                "UPDATE occupancy SET moved_out_at = ? WHERE esiid = ? AND moved_out_at IS NULL AND customer_id <> ?",
                occupied.stream()
                        .map(p -> new Object[] {
                            moved, p.esiid(), p.customer().orElseThrow().id().value()
                        })
                        .toList());
        jdbc.batchUpdate(
                // somebody who came, left and comes again at the same instant comes after that
                "INSERT INTO occupancy (esiid, customer_id, moved_in_at) SELECT ?, ?, greatest(?::timestamptz,"
                        + " (SELECT max(moved_in_at) + interval '1 microsecond' FROM occupancy WHERE esiid = ?))"
                        + " WHERE NOT EXISTS (SELECT FROM occupancy WHERE esiid = ? AND moved_out_at IS NULL)",
                occupied.stream()
                        .map(p -> new Object[] {
                            p.esiid(), p.customer().orElseThrow().id().value(), moved, p.esiid(), p.esiid()
                        })
                        .toList());
    }

    private String sealedEmail(Customer customer) {
        return sealing.seal(customer.email(), "customer.email/" + customer.id());
    }

    private String sealedName(Customer customer) {
        return sealing.seal(customer.name(), "customer.name/" + customer.id());
    }

    private Premise premise(ResultSet row) throws SQLException {
        return new Premise(
                row.getString("esiid"),
                row.getString("tdsp_id"),
                row.getString("meter_number"),
                new Premise.Rep(row.getString("rep_name"), row.getInt("rep_certificate")),
                new Premise.Address(row.getString("street"), row.getString("city"), row.getString("postal_code")),
                row.getString("customer_id") == null ? Optional.empty() : Optional.of(customer(row)));
    }

    private Customer customer(ResultSet row) throws SQLException {
        var id = new CustomerId(row.getString("customer_id"));
        return new Customer(
                id,
                sealing.open(row.getString("email"), "customer.email/" + id),
                sealing.open(row.getString("name"), "customer.name/" + id),
                Language.of(row.getString("language")).orElseThrow());
    }
}
