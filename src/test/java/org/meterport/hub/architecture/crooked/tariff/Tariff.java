package org.meterport.hub.architecture.crooked.tariff;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.architecture.crooked.billing.Bill;
import org.meterport.hub.architecture.crooked.tariff.adapter.TariffTable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Breaks nearly every rule; see the test. */
@SuppressWarnings({"JavaUtilDate", "unused"})
final class Tariff {

    @Nullable
    JdbcTemplate jdbc;

    @Nullable
    Connection connection;

    @Nullable
    ObjectMapper json;

    @Nullable
    TariffTable table;

    @Nullable
    Bill bill;

    void price(Exchange exchange) {
        System.out.println(exchange.getExchangeId());
        System.out.println(new java.util.Date());
        System.out.println(Instant.now());
        System.out.println(System.currentTimeMillis());
        System.out.println(UUID.randomUUID());
        System.out.println(new Random().nextInt());
        System.out.println(new Random(7).nextInt());
    }
}
