package org.meterport.hub.database.adapter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the state of record is.
 *
 * @param url JDBC address of an external PostgreSQL; empty starts the built-in one
 * @param user login role of an external PostgreSQL
 * @param password its password; a reference such as {@code ${METERPORT_DATABASE_PASSWORD}}, never the secret itself
 * @param port port of the built-in PostgreSQL on loopback; 0 takes a free one
 * @param maxConnections connections held by this process, 2 to 200
 */
@ConfigurationProperties("meterport.database")
public record DatabaseSettings(
        @DefaultValue("") String url,
        @DefaultValue("meterport") String user,
        @DefaultValue("") String password,
        @DefaultValue("0") int port,
        @DefaultValue("16") int maxConnections) {

    boolean embedded() {
        return url.isBlank();
    }

    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", port=" + port + "]";
    }
}
