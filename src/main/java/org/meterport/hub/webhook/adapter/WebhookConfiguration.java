package org.meterport.hub.webhook.adapter;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.webhook.DeliverWebhook;
import org.meterport.hub.webhook.ManageWebhooks;
import org.meterport.hub.webhook.Signing;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires webhooks; flows know {@code deliverWebhook} and {@code webhookApi}. */
@Configuration(proxyBeanMethods = false)
public class WebhookConfiguration {

    @Bean
    JdbcWebhooks webhooks(
            JdbcTemplate jdbc,
            ObjectMapper json,
            Outbox outbox,
            Ids ids,
            Clock clock,
            @Value("${meterport.webhook.queue-events}") boolean queueEvents) {
        return new JdbcWebhooks(jdbc, json, outbox, ids, clock, queueEvents);
    }

    @Bean
    Signing webhookSigning(SecretFolder secrets) {
        return new Signing(Base64.getUrlDecoder().decode(secrets.secret("webhook-key")));
    }

    @Bean
    DeliverWebhook deliverWebhook(
            Transactions transactions,
            JdbcWebhooks webhooks,
            Signing signing,
            Clock clock,
            SecureRandom random,
            @Value("${meterport.webhook.timeout}") Duration timeout,
            @Value("${meterport.webhook.loopback}") boolean loopback) {
        return new DeliverWebhook(transactions, webhooks, new HttpPost(timeout, loopback), signing, clock, random);
    }

    @Bean
    WebhookApi webhookApi(
            JdbcWebhooks webhooks,
            Signing signing,
            FirstAnswers firstAnswers,
            Transactions transactions,
            Ids ids,
            Clock clock,
            @Value("${meterport.webhook.loopback}") boolean loopback) {
        return new WebhookApi(
                new ManageWebhooks(webhooks, ids, clock, loopback), webhooks, signing, firstAnswers, transactions);
    }
}
