package org.meterport.hub.agreement.adapter;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.CreateInvitations;
import org.meterport.hub.agreement.DispatchInvitation;
import org.meterport.hub.agreement.DispatchInvitation.Letter;
import org.meterport.hub.agreement.Invitation;
import org.meterport.hub.agreement.Invitation.Delivery;
import org.meterport.hub.agreement.InvitationId;
import org.meterport.hub.agreement.Notice;
import org.meterport.hub.agreement.NotifyParties;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.mail.Mail;
import org.meterport.hub.mail.adapter.MailMessages;
import org.meterport.hub.mail.adapter.MailTemplates;

/**
 * Writes the mails about agreements, for the flows {@code invitation-dispatch} and {@code agreement-notify}. A message
 * whose mail is not to be sent any more gets a null body.
 */
public final class AgreementMails {

    /** How long the link to the customer's own page in a mail works. */
    static final Duration PAGE_LINK_VALIDITY = Duration.ofDays(90);

    private static final String INVITATION = "invitationId";

    /** Which of an invitation's mails it is stands behind the dot. */
    private static final Pattern INVITATION_MAIL = Pattern.compile("(inv_[0-9a-z]+)\\.([0-9])");

    private final DispatchInvitation dispatch;
    private final NotifyParties notify;
    private final SignedLinks links;
    private final MailTemplates templates;
    private final Wording wording;
    private final String publicUrl;

    AgreementMails(
            DispatchInvitation dispatch,
            NotifyParties notify,
            SignedLinks links,
            MailTemplates templates,
            Wording wording,
            String publicUrl) {
        this.dispatch = dispatch;
        this.notify = notify;
        this.links = links;
        this.templates = templates;
        this.wording = wording;
        this.publicUrl = publicUrl;
    }

    /** Body: an invitation's id; header {@link CreateInvitations#SEND}. */
    public void writeInvitation(Exchange exchange) {
        Message message = exchange.getMessage();
        var id = new InvitationId(message.getBody(String.class));
        int send = message.getHeader(CreateInvitations.SEND, Integer.class);
        exchange.setProperty(INVITATION, id);
        exchange.setProperty(CreateInvitations.SEND, send);
        message.setBody(dispatch.letter(id, send)
                .map(letter -> invitation(letter, send))
                .orElse(null));
    }

    /** Writes down what the mail server said of the invitation. */
    public void recordInvitation(Exchange exchange) {
        Mail.Outcome outcome = exchange.getProperty(MailMessages.OUTCOME, Mail.Outcome.class);
        dispatch.record(
                exchange.getProperty(INVITATION, InvitationId.class),
                exchange.getProperty(CreateInvitations.SEND, Integer.class),
                outcome == Mail.Outcome.SENT ? Delivery.SENT : Delivery.BOUNCED);
    }

    /** Body: the id of a mail that came back. Mails that are no invitations change nothing. */
    public void recordBounce(Exchange exchange) {
        Matcher mail = INVITATION_MAIL.matcher(exchange.getMessage().getBody(String.class));
        if (mail.matches()) {
            dispatch.cameBack(new InvitationId(mail.group(1)), Integer.parseInt(mail.group(2)));
        }
    }

    /** Body: an agreement's id; headers {@link Notice#NOTICE} and {@link Notice#SIDE}. */
    public void writeNotice(Exchange exchange) {
        Message message = exchange.getMessage();
        var id = new AgreementId(message.getBody(String.class));
        var notice = Notice.valueOf(message.getHeader(Notice.NOTICE, String.class));
        var side = Notice.Side.valueOf(message.getHeader(Notice.SIDE, String.class));
        Optional<Mail> mail = notify.letter(id)
                .filter(letter ->
                        side == Notice.Side.THIRD_PARTY || !letter.customer().isErased())
                .map(letter -> side == Notice.Side.CUSTOMER ? toCustomer(letter, notice) : toCompany(letter, notice));
        message.setBody(mail.orElse(null));
    }

    private Mail invitation(Letter letter, int send) {
        Agreement agreement = letter.agreement();
        Invitation invitation = agreement.invitation().orElseThrow();
        Locale locale = agreement.language().locale();
        Map<String, Object> model = model(letter, locale);
        model.put("link", publicUrl + "/consent/" + links.invitation(invitation.id(), invitation.expiresAt()));
        model.put("reminder", send > 1);
        return templates.write(
                "invitation",
                invitation.id().value() + "." + send,
                letter.customer().email(),
                locale,
                send > 1 ? "mail.invitation.reminder-subject" : "mail.invitation.subject",
                new Object[] {letter.thirdParty().legalName()},
                model);
    }

    private Mail toCustomer(Letter letter, Notice notice) {
        Agreement agreement = letter.agreement();
        Map<String, Object> model = model(letter, agreement.language().locale());
        model.put("key", "mail.customer." + notice);
        // counted from the change, not from the sending, so that a repeated mail is the same mail
        model.put(
                "link",
                publicUrl + "/my/"
                        + links.customer(
                                agreement.customer(), agreement.stateSince().plus(PAGE_LINK_VALIDITY)));
        return notice(
                letter,
                notice,
                "customer",
                letter.customer().email(),
                agreement.language().locale(),
                model);
    }

    private Mail toCompany(Letter letter, Notice notice) {
        Map<String, Object> model = model(letter, Locale.ENGLISH);
        model.put("key", "mail.company." + notice);
        // a company's mailbox belongs to many; it knows the ESIIDs by the agreement
        return notice(letter, notice, "company", letter.thirdParty().email(), Locale.ENGLISH, model);
    }

    private Mail notice(
            Letter letter, Notice notice, String side, String to, Locale locale, Map<String, Object> model) {
        return templates.write(
                "notice",
                letter.agreement().id().value() + "." + notice + "." + side,
                to,
                locale,
                "mail." + side + "." + notice + ".subject",
                new Object[] {
                    letter.thirdParty().legalName(), letter.agreement().id().value()
                },
                model);
    }

    private Map<String, Object> model(Letter letter, Locale locale) {
        Map<String, Object> model = new HashMap<>(wording.describe(letter.agreement(), letter.thirdParty(), locale));
        model.put("name", letter.customer().name());
        return model;
    }
}
