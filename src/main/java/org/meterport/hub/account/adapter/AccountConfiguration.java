package org.meterport.hub.account.adapter;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import org.meterport.hub.account.ManageAccounts;
import org.meterport.hub.mail.adapter.MailTemplates;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.SecretHashes;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires customers' accounts. */
@Configuration(proxyBeanMethods = false)
public class AccountConfiguration {

    @Bean
    ManageAccounts manageAccounts(
            Transactions transactions,
            JdbcTemplate jdbc,
            SecretFolder secrets,
            Premises premises,
            SecretHashes hashes,
            Outbox outbox,
            Ids ids,
            Clock clock) {
        byte[] key = Base64.getUrlDecoder().decode(secrets.secret("account-key").getBytes(StandardCharsets.US_ASCII));
        return new ManageAccounts(
                transactions, new JdbcAccounts(jdbc, key), premises, hashes, outbox, ids, new SecureRandom(), clock);
    }

    @Bean
    AccountMails accountMails(
            ManageAccounts accounts,
            MailTemplates templates,
            Ids ids,
            @Value("${meterport.agreement.public-url}") String publicUrl) {
        return new AccountMails(accounts, templates, ids, publicUrl);
    }
}
