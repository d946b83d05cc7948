package org.meterport.hub.architecture.crooked.tariff.adapter;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Has its field injected. */
public final class TariffTable {

    @Autowired
    JdbcTemplate jdbc;
}
