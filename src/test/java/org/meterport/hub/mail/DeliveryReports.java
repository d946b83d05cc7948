package org.meterport.hub.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/** Reports of mail servers as RFC 3464 has them. */
public final class DeliveryReports {

    private DeliveryReports() {}

    /** A mail could not be delivered; the report is addressed to its envelope's sender. */
    public static String failed(String sender) {
        return report(sender, "failed");
    }

    /** Hands a report to the mail server at that loopback port, as another mail server does. */
    public static void send(int port, String recipient, String report) {
        var settings = new Properties();
        settings.setProperty("mail.smtp.host", "127.0.0.1");
        settings.setProperty("mail.smtp.port", String.valueOf(port));
        settings.setProperty("mail.smtp.from", "<>");
        Session session = Session.getInstance(settings);
        try (Transport transport = session.getTransport("smtp")) {
            var mail = new MimeMessage(session, new ByteArrayInputStream(report.getBytes(StandardCharsets.US_ASCII)));
            transport.connect();
            transport.sendMessage(mail, new Address[] {new InternetAddress(recipient)});
        } catch (MessagingException refused) {
            throw new IllegalStateException(refused);
        }
    }

    public static String report(String sender, String action) {
        return """
                From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.com>
                To: <%s>
                Subject: Returned mail
                MIME-Version: 1.0
                Auto-Submitted: auto-replied
                Content-Type: multipart/report; report-type=delivery-status; boundary="next"

                --next
                Content-Type: text/plain

                The mail could not be delivered.

                --next
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com
                Arrival-Date: Sun, 1 Mar 2026 06:00:00 -0600

                Final-Recipient: rfc822; alma@example.com
                Action: %s
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                --next
                Content-Type: text/rfc822-headers

                Message-ID: <someone-elses@hub.example>
                Subject: A question

                --next--
                """.formatted(sender, action).replace("\n", "\r\n");
    }
}
