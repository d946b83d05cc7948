package org.meterport.hub.agreement.adapter;

import java.time.Clock;
import java.util.Base64;
import org.apache.camel.CamelContext;
import org.meterport.hub.account.ManageAccounts;
import org.meterport.hub.agreement.AdvanceAgreements;
import org.meterport.hub.agreement.AnswerInvitation;
import org.meterport.hub.agreement.CompleteOneTime;
import org.meterport.hub.agreement.CreateInvitations;
import org.meterport.hub.agreement.DispatchInvitation;
import org.meterport.hub.agreement.EndAgreement;
import org.meterport.hub.agreement.EraseCustomer;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.agreement.ManageInvitation;
import org.meterport.hub.agreement.MoveOut;
import org.meterport.hub.agreement.NotifyParties;
import org.meterport.hub.agreement.RateThirdParty;
import org.meterport.hub.agreement.RemindUnanswered;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.SuspendThirdParty;
import org.meterport.hub.agreement.TakePremiseEvents;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.audit.DisclosureLog;
import org.meterport.hub.mail.adapter.MailSettings;
import org.meterport.hub.mail.adapter.MailTemplates;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.secrets.SecretFolder;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.signin.LimitSignIns;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.adapter.VisitorPages;
import org.meterport.hub.signin.adapter.VisitorSessions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.thymeleaf.ITemplateEngine;

/** Wires agreements: invitations, consent, grants, their API and pages. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgreementSettings.class)
public class AgreementConfiguration {

    @Bean
    JdbcAgreements agreements(JdbcTemplate jdbc) {
        return new JdbcAgreements(jdbc);
    }

    @Bean
    Grants grants(JdbcTemplate jdbc, JdbcAgreements agreements, Clock clock) {
        return new JdbcGrants(jdbc, new CompleteOneTime(agreements, clock)::delivered);
    }

    @Bean
    SignedLinks signedLinks(SecretFolder secrets) {
        return new SignedLinks(Base64.getUrlDecoder().decode(secrets.secret("link-key")));
    }

    @Bean
    EndAgreement endAgreement(
            Transactions transactions, JdbcAgreements agreements, Outbox outbox, Ids ids, Clock clock) {
        return new EndAgreement(transactions, agreements, outbox, ids, clock);
    }

    @Bean
    AnswerInvitation answerInvitation(
            Transactions transactions,
            JdbcAgreements agreements,
            Premises premises,
            ThirdParties thirdParties,
            Outbox outbox,
            SignedLinks links,
            AgreementSettings settings,
            Clock clock) {
        return new AnswerInvitation(
                transactions, agreements, premises, thirdParties, outbox, links, clock, settings.accountNeeded());
    }

    @Bean
    AdvanceAgreements advanceAgreements(
            Transactions transactions, JdbcAgreements agreements, Outbox outbox, Clock clock) {
        return new AdvanceAgreements(transactions, agreements, outbox, clock);
    }

    @Bean
    MoveOut moveOut(
            Transactions transactions, JdbcAgreements agreements, Premises premises, Outbox outbox, Clock clock) {
        return new MoveOut(transactions, agreements, premises, outbox, clock);
    }

    @Bean
    SuspendThirdParty suspendThirdParty(
            Transactions transactions,
            JdbcAgreements agreements,
            ThirdParties thirdParties,
            Outbox outbox,
            Clock clock) {
        return new SuspendThirdParty(transactions, agreements, thirdParties, outbox, clock);
    }

    @Bean
    OperatorApi operatorApi(
            SuspendThirdParty suspendThirdParty,
            MoveOut moveOut,
            Premises premises,
            ThirdParties thirdParties,
            Transactions transactions,
            Ids ids,
            Clock clock) {
        return new OperatorApi(
                suspendThirdParty,
                new TakePremiseEvents(transactions, premises, moveOut, ids, clock),
                new EraseCustomer(transactions, premises, moveOut, clock),
                thirdParties,
                transactions);
    }

    @Bean
    CreateInvitations createInvitations(
            Transactions transactions,
            Premises premises,
            ThirdParties thirdParties,
            JdbcAgreements agreements,
            Outbox outbox,
            Ids ids,
            Clock clock,
            AgreementSettings settings) {
        return new CreateInvitations(
                transactions, premises, thirdParties, agreements, outbox, ids, clock, settings.termsVersion());
    }

    @Bean
    ManageInvitation manageInvitation(JdbcAgreements agreements, Outbox outbox, Clock clock) {
        return new ManageInvitation(agreements, outbox, clock);
    }

    @Bean
    InvitationApi invitationApi(
            CreateInvitations createInvitations,
            ManageInvitation manageInvitation,
            JdbcAgreements agreements,
            FirstAnswers firstAnswers,
            Transactions transactions,
            Clock clock) {
        return new InvitationApi(createInvitations, manageInvitation, agreements, firstAnswers, transactions, clock);
    }

    @Bean
    SmtAgreementsApi smtAgreementsApi(
            CreateInvitations createInvitations,
            ManageInvitation manageInvitation,
            EndAgreement endAgreement,
            JdbcAgreements agreements,
            Premises premises,
            FirstAnswers firstAnswers,
            Transactions transactions,
            Clock clock) {
        return new SmtAgreementsApi(
                createInvitations,
                manageInvitation,
                endAgreement,
                agreements,
                premises,
                firstAnswers,
                transactions,
                clock);
    }

    @Bean
    AgreementApi agreementApi(
            JdbcAgreements agreements,
            EndAgreement endAgreement,
            FirstAnswers firstAnswers,
            Transactions transactions,
            Clock clock) {
        return new AgreementApi(agreements, endAgreement, firstAnswers, transactions, clock);
    }

    @Bean
    AgreementMails agreementMails(
            Transactions transactions,
            JdbcAgreements agreements,
            ThirdParties thirdParties,
            Premises premises,
            SignedLinks links,
            MailTemplates templates,
            MessageSource texts,
            AgreementSettings settings,
            Clock clock) {
        return new AgreementMails(
                new DispatchInvitation(transactions, agreements, thirdParties, premises, clock),
                new NotifyParties(transactions, agreements, thirdParties, premises),
                links,
                templates,
                new Wording(texts),
                settings.publicUrl());
    }

    @Bean
    CustomerConsent customerConsent(
            AnswerInvitation answerInvitation,
            EndAgreement endAgreement,
            JdbcAgreements agreements,
            ThirdParties thirdParties,
            Transactions transactions,
            SignedLinks links,
            Clock clock) {
        return new CustomerConsent(
                answerInvitation,
                endAgreement,
                new RateThirdParty(transactions, agreements, thirdParties, clock),
                links,
                clock);
    }

    @Bean
    RemindUnanswered remindUnanswered(
            Transactions transactions,
            JdbcAgreements agreements,
            Outbox outbox,
            AgreementSettings settings,
            Clock clock) {
        return new RemindUnanswered(transactions, agreements, outbox, clock, settings.remindAfter());
    }

    @Bean
    CustomerPages customerPages(
            AnswerInvitation answerInvitation,
            JdbcAgreements agreements,
            ThirdParties thirdParties,
            Premises premises,
            SignedLinks links,
            Transactions transactions,
            CamelContext flows,
            ITemplateEngine engine,
            MessageSource texts,
            MailSettings mail,
            DisclosureLog disclosures,
            ManageAccounts accounts,
            Clock clock) {
        return new CustomerPages(
                answerInvitation,
                agreements,
                thirdParties,
                premises,
                links,
                transactions,
                flows.createProducerTemplate(),
                new PageWriter(engine, mail.operator(), mail.help()),
                new Wording(texts),
                clock,
                new CustomerDisclosures(disclosures, transactions, new Wording(texts)),
                accounts);
    }

    @Bean
    AccountPages accountPages(
            ManageAccounts accounts,
            CustomerPages customerPages,
            LimitSignIns limit,
            VisitorSessions sessions,
            ITemplateEngine engine,
            MessageSource texts,
            MailSettings mail) {
        return new AccountPages(
                accounts,
                customerPages,
                limit,
                sessions,
                new PageWriter(engine, mail.operator(), mail.help()),
                new Wording(texts));
    }

    /** After the portal's, which has another root. */
    @Bean
    @Order(3)
    SecurityFilterChain accountFilterChain(HttpSecurity http, VisitorPages pages, ManageAccounts accounts)
            throws Exception {
        return pages.guard(
                http,
                Visitor.Kind.CUSTOMER,
                "/account",
                new AccountStanding(accounts),
                (request, response, failure) -> response.sendRedirect("/account/sign-in"),
                "/account/new",
                "/account/forgot",
                "/account/reset/*");
    }
}
