package org.meterport.hub.mail.adapter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the hub writes mails.
 *
 * @param host of the mail server; what health looks at
 * @param port of the mail server
 * @param from sender, an address alone or {@code Name <address>}
 * @param bounces the mailbox that reports of mail servers come to, as {@code name+something@domain}; empty for none
 * @param operator the operator as customers know it
 * @param help where a reader gets help: a telephone number or a mail address
 */
@ConfigurationProperties("meterport.mail")
public record MailSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("2525") int port,

        @DefaultValue("Meterport <no-reply@meterport.example>")
        String from,

        @DefaultValue("") String bounces,
        @DefaultValue("Meterport") String operator,
        @DefaultValue("help@meterport.example") String help) {

    /** The part of message ids behind the at sign. */
    String idDomain() {
        String address = from.endsWith(">") ? from.substring(from.indexOf('<') + 1, from.length() - 1) : from;
        return address.substring(address.indexOf('@') + 1);
    }
}
