package org.meterport.hub.agreement.adapter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How customers are asked.
 *
 * @param publicUrl where customers reach the hub; links in mails begin with it, without a slash at its end
 * @param termsVersion of the terms shown to customers; kept with every consent
 * @param remindAfter how long after it was made an unanswered invitation is sent again by itself; zero for never
 * @param accountNeeded whether a customer must sign in with an account to say yes
 */
@ConfigurationProperties("meterport.agreement")
public record AgreementSettings(
        @DefaultValue("http://127.0.0.1:8080") String publicUrl,
        @DefaultValue("2026-01") String termsVersion,
        @DefaultValue("0d") Duration remindAfter,
        @DefaultValue("false") boolean accountNeeded) {}
