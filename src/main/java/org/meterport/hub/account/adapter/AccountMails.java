package org.meterport.hub.account.adapter;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.meterport.hub.account.ManageAccounts;
import org.meterport.hub.account.ManageAccounts.ResetLetter;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.mail.adapter.MailTemplates;
import org.meterport.hub.shared.Ids;

/** Writes the mails about accounts, for the flow {@code account-mail}: bean {@code accountMails}. */
public final class AccountMails {

    private final ManageAccounts accounts;
    private final MailTemplates templates;
    private final Ids ids;
    private final String publicUrl;

    AccountMails(ManageAccounts accounts, MailTemplates templates, Ids ids, String publicUrl) {
        this.accounts = accounts;
        this.templates = templates;
        this.ids = ids;
        this.publicUrl = publicUrl;
    }

    /** Body: an account's id; null after it when there is nobody to write to. */
    public void writeReset(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setBody(accounts.resetLetter(message.getBody(String.class))
                .map(this::reset)
                .orElse(null));
    }

    private Mail reset(ResetLetter letter) {
        Locale locale = letter.customer().language().locale();
        Map<String, Object> model = new HashMap<>();
        model.put("name", letter.customer().name());
        model.put("link", publicUrl + "/account/reset/" + letter.token());
        model.put("minutes", ManageAccounts.RESET_VALIDITY.toMinutes());
        return templates.write(
                "reset",
                ids.next("rst_"),
                letter.customer().email(),
                locale,
                "mail.reset.subject",
                new Object[0],
                model);
    }
}
