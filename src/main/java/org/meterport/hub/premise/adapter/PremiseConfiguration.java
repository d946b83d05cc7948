package org.meterport.hub.premise.adapter;

import java.security.SecureRandom;
import java.util.Base64;
import org.meterport.hub.secrets.Sealing;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Transactions;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires premises. */
@Configuration(proxyBeanMethods = false)
public class PremiseConfiguration {

    @Bean
    Sealing personalData(SecretFolder secrets, SecureRandom random) {
        return new Sealing(Base64.getUrlDecoder().decode(secrets.secret("personal-data-key")), random);
    }

    @Bean
    JdbcPremises premises(JdbcTemplate jdbc, Sealing personalData) {
        return new JdbcPremises(jdbc, personalData);
    }

    /** Rows from before texts were sealed; two nodes that start together take turns. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> sealingOfPlainRows(JdbcPremises premises, Transactions transactions) {
        return ready -> {
            int sealed;
            do {
                sealed = transactions.asOperator(premises::sealPlain);
            } while (sealed > 0);
        };
    }
}
