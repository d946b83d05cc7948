package org.meterport.hub.party.adapter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How companies are taken in.
 *
 * @param termsVersion of the terms that companies accept when they register
 * @param secretOverlap how long a secret is still good after it was changed
 * @param conformanceRequired whether a company that registers must pass the conformance test before it may call
 */
@ConfigurationProperties("meterport.party")
public record PartySettings(
        @DefaultValue("2026-01") String termsVersion,
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("true") boolean conformanceRequired) {}
