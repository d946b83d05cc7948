package org.meterport.hub.database.adapter;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Transactions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** Wires the database: built in or external, by configuration alone. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {

    /** Present only when no external database is named; stops after everything that uses it. */
    @Bean
    @Conditional(WhenEmbedded.class)
    EmbeddedDatabase embeddedDatabase(
            DatabaseSettings settings, SecretFolder secrets, @Value("${meterport.data}") Path data) {
        return EmbeddedDatabase.start(
                data.resolve("postgres").toAbsolutePath(),
                settings.port(),
                secrets.secret("postgres-admin-password"),
                secrets.secret("postgres-password"));
    }

    @Bean
    DataSource dataSource(
            DatabaseSettings settings,
            SecretFolder secrets,
            org.springframework.beans.factory.ObjectProvider<EmbeddedDatabase> embedded) {
        EmbeddedDatabase own = embedded.getIfAvailable();
        HikariDataSource pool = DataSourceBuilder.create()
                .type(HikariDataSource.class)
                .url(own == null ? settings.url() : own.jdbcUrl())
                .username(own == null ? settings.user() : "meterport")
                .password(own == null ? settings.password() : secrets.secret("postgres-password"))
                .build();
        pool.setPoolName("meterport");
        pool.setMaximumPoolSize(settings.maxConnections());
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "meterport");
        // a peer that went silent must not hold a flow for ever
        pool.addDataSourceProperty("socketTimeout", "300");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return pool;
    }

    @Bean
    Transactions transactions(PlatformTransactionManager manager, JdbcTemplate jdbc, Clock clock) {
        return new RoleTransactions(manager, jdbc, clock);
    }
}
