package org.meterport.hub.mailcatcher.adapter;

import java.net.InetAddress;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are caught.
 *
 * @param enabled whether there is a catcher
 * @param bind address its SMTP port listens on
 * @param smtpPort 0 takes a free one
 * @param folder where mails are kept
 * @param pagesForAll whether its pages answer callers that are not on this machine; the links in caught mails let
 *     whoever reads them answer for a customer
 */
@ConfigurationProperties("meterport.mail-catcher")
public record MailCatcherSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("127.0.0.1") InetAddress bind,
        @DefaultValue("2525") int smtpPort,
        Path folder,
        @DefaultValue("false") boolean pagesForAll) {}
