package org.meterport.hub.download.adapter;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.meterport.hub.download.Choice;
import org.meterport.hub.download.Coverage;
import org.meterport.hub.download.Downloads.Download;
import org.meterport.hub.download.MyData;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.mail.adapter.MailTemplates;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Transactions;

/** Writes the mails of the flow {@code green-button-mail}; one that is not to be sent any more gets a null body. */
public final class DownloadMails {

    private final MyData myData;
    private final DownloadFiles files;
    private final Premises premises;
    private final Transactions transactions;
    private final MailTemplates templates;
    private final DownloadWords words;

    DownloadMails(
            MyData myData,
            DownloadFiles files,
            Premises premises,
            Transactions transactions,
            MailTemplates templates,
            DownloadWords words) {
        this.myData = myData;
        this.files = files;
        this.premises = premises;
        this.transactions = transactions;
        this.templates = templates;
        this.words = words;
    }

    /** Body: a download's id. The same download gives the same mail, however often it is sent. */
    public void write(Exchange exchange) {
        Message message = exchange.getMessage();
        Download download = myData.find(message.getBody(String.class));
        Optional<Customer> reader = transactions
                .asOperator(() -> premises.customer(download.customer()))
                .filter(customer -> !customer.isErased());
        message.setBody(reader.flatMap(
                        customer -> myData.owed(download).map(choice -> mail(customer, download, choice)))
                .orElse(null));
    }

    private Mail mail(Customer customer, Download download, Choice choice) {
        Locale locale = download.language().locale();
        Coverage coverage = myData.coverage(choice);
        String name = MyData.fileName(words.company(), choice, coverage.intervalSeconds());
        Map<String, Object> model = new HashMap<>();
        model.put("range", words.range(choice, locale));
        model.put("coverage", words.coverage(coverage, locale));
        return templates
                .write(
                        "green-button",
                        download.id(),
                        customer.email(),
                        locale,
                        "mail.green-button.subject",
                        new Object[0],
                        model)
                .with(List.of(new Mail.Attachment(
                        name + ".zip", "application/zip", files.zipped(choice, name, download.requestedAt()))));
    }
}
