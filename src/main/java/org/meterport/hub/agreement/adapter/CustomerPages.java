package org.meterport.hub.agreement.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.account.ManageAccounts;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementId;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.AgreementState;
import org.meterport.hub.agreement.Agreements;
import org.meterport.hub.agreement.AnswerInvitation;
import org.meterport.hub.agreement.AnswerInvitation.Answer;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.party.ThirdParties;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages behind the links in our mails. Looking at one changes nothing, because mail scanners look too; what changes
 * something is a form's button and goes through a flow. The right to see and to answer is in the link itself, so there
 * is neither cookie nor session. Works without scripts.
 */
@Controller
public class CustomerPages {

    private final AnswerInvitation answerInvitation;
    private final Agreements agreements;
    private final ThirdParties thirdParties;
    private final Premises premises;
    private final SignedLinks links;
    private final Transactions transactions;
    private final ProducerTemplate flows;
    private final PageWriter pages;
    private final Wording wording;
    private final InstantSource clock;
    private final CustomerDisclosures disclosures;
    private final ManageAccounts accounts;

    CustomerPages(
            AnswerInvitation answerInvitation,
            Agreements agreements,
            ThirdParties thirdParties,
            Premises premises,
            SignedLinks links,
            Transactions transactions,
            ProducerTemplate flows,
            PageWriter pages,
            Wording wording,
            InstantSource clock,
            CustomerDisclosures disclosures,
            ManageAccounts accounts) {
        this.answerInvitation = answerInvitation;
        this.agreements = agreements;
        this.thirdParties = thirdParties;
        this.premises = premises;
        this.links = links;
        this.transactions = transactions;
        this.flows = flows;
        this.pages = pages;
        this.wording = wording;
        this.clock = clock;
        this.disclosures = disclosures;
        this.accounts = accounts;
    }

    /** The question, or what has become of it. HEAD comes here too. */
    @GetMapping("/consent/{token}")
    public ResponseEntity<byte[]> question(
            @PathVariable String token,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        boolean needed = answerInvitation.isAccountNeeded();
        return question(
                token,
                lang.flatMap(Language::of),
                "/consent/" + token,
                needed ? Map.of("needsAccount", token) : Map.of(),
                request,
                response);
    }

    ResponseEntity<byte[]> question(
            String token,
            Optional<Language> wanted,
            String action,
            Map<String, Object> more,
            HttpServletRequest request,
            HttpServletResponse response) {
        Agreement agreement = answerInvitation.look(token);
        Language language = wanted.orElse(agreement.language());
        boolean open = agreement.state().isOpen()
                && clock.instant().isBefore(agreement.invitation().orElseThrow().expiresAt());
        Map<String, Object> model =
                open ? describe(agreement, language.locale()) : closed(agreement, language.locale());
        model.putAll(more);
        model.put("action", action);
        return pages.write(HttpStatus.OK, open ? "ask" : "closed", language, model, request, response);
    }

    /** One of the two buttons. */
    @PostMapping("/consent/{token}")
    public ResponseEntity<byte[]> answer(
            @PathVariable String token,
            @RequestParam String answer,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        return answered(
                token, answer, lang.flatMap(Language::of), List.of(), "/consent/" + token, Map.of(), request, response);
    }

    ResponseEntity<byte[]> answered(
            String token,
            String answer,
            Optional<Language> wanted,
            List<CustomerId> signedIn,
            String action,
            Map<String, Object> more,
            HttpServletRequest request,
            HttpServletResponse response) {
        Agreement asked = answerInvitation.look(token);
        Language language = wanted.orElse(asked.language());
        Answer said = "accept".equals(answer) ? Answer.ACCEPT : Answer.REJECT;
        try {
            run("direct:consent-answer", new CustomerConsent.Answered(token, said, signedIn));
        } catch (Rejection refused) {
            Optional<String> reason = wording.find("page.refused." + refused.code(), language.locale());
            if (reason.isPresent()) {
                Map<String, Object> model = new HashMap<>(more);
                model.put("reason", reason.get());
                model.put("action", action);
                return pages.write(HttpStatus.CONFLICT, "refused", language, model, request, response);
            }
            // answered, withdrawn or expired in between: the page below says which
        }
        return seeOther(action + "?lang=" + language.tag());
    }

    /** All agreements of the customer. */
    @GetMapping("/my/{token}")
    public ResponseEntity<byte[]> own(
            @PathVariable String token,
            @RequestParam Optional<String> lang,
            @RequestParam Optional<String> done,
            HttpServletRequest request,
            HttpServletResponse response) {
        CustomerId id = links.customer(token, clock.instant());
        String account = accounts.has(id) ? "/account/sign-in" : "/account/new?link=" + token;
        return show(
                List.of(id),
                lang.flatMap(Language::of),
                "/my/" + token,
                done,
                Map.of("account", account, "accountText", accounts.has(id) ? "sign-in" : "make"),
                request,
                response);
    }

    /** The page of agreements of one person. */
    ResponseEntity<byte[]> show(
            List<CustomerId> ids,
            Optional<Language> wanted,
            String action,
            Optional<String> done,
            Map<String, Object> more,
            HttpServletRequest request,
            HttpServletResponse response) {
        Customer customer = transactions.asOperator(() -> ids.stream()
                .flatMap(id -> premises.customer(id).stream())
                .filter(one -> !one.isErased())
                .findFirst()
                .orElseThrow(CustomerPages::unknown));
        Language language = wanted.orElse(customer.language());
        List<Map<String, Object>> current = new ArrayList<>();
        List<Map<String, Object>> past = new ArrayList<>();
        List<Agreement> all = agreements(ids);
        Map<String, List<String>> disclosed = disclosures.shown(all, language.locale());
        Map<AgreementId, Instant> deletions = transactions.asOperator(
                () -> agreements.deletions(all.stream().map(Agreement::id).toList()));
        for (Agreement agreement : all) {
            Map<String, Object> line = describe(agreement, language.locale());
            line.put("disclosed", disclosed.getOrDefault(agreement.id().value(), List.of()));
            line.put("granted", agreement.state().wasGranted());
            Optional.ofNullable(deletions.get(agreement.id()))
                    .ifPresent(at -> line.put("deletedOn", wording.day(at, language.locale())));
            line.put("renewable", agreement.endsAt().isPresent());
            (agreement.isLive(clock.instant()) ? current : past).add(line);
        }
        Map<String, Object> model = new HashMap<>();
        model.put("current", current);
        model.put("past", past);
        model.putAll(more);
        model.put("action", action);
        done.filter(Set.of("ended", "renewed", "rated")::contains).ifPresent(word -> model.put("done", word));
        return pages.write(HttpStatus.OK, "my", language, model, request, response);
    }

    /** Everything that was disclosed under them, to keep. */
    @GetMapping("/my/{token}/disclosures.csv")
    public ResponseEntity<byte[]> disclosed(@PathVariable String token) {
        return disclosed(List.of(links.customer(token, clock.instant())));
    }

    ResponseEntity<byte[]> disclosed(List<CustomerId> ids) {
        List<Agreement> all = agreements(ids);
        Map<String, String> companies = new HashMap<>();
        for (Agreement agreement : all) {
            companies.computeIfAbsent(
                    agreement.thirdParty().value(),
                    ignored -> transactions.asOperator(() -> company(agreement).legalName()));
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"disclosures.csv\"")
                .body(disclosures.csv(all, companies).getBytes(StandardCharsets.UTF_8));
    }

    /** Ends or renews one of them, or rates its company. */
    @PostMapping("/my/{token}")
    public ResponseEntity<byte[]> change(
            @PathVariable String token,
            @RequestParam String agreement,
            @RequestParam String wish,
            @RequestParam Optional<String> lang) {
        String done = change(token, agreement, wish);
        String language =
                lang.flatMap(Language::of).map(l -> "&lang=" + l.tag()).orElse("");
        return seeOther("/my/" + token + "?done=" + done + language);
    }

    /** The same for somebody who has signed in: a link good for this one change. */
    String change(List<CustomerId> ids, String agreement, String wish) {
        CustomerId whose = agreements(ids).stream()
                .filter(one -> one.id().value().equals(agreement))
                .map(Agreement::customer)
                .findFirst()
                .orElse(ids.get(0));
        return change(links.customer(whose, clock.instant().plusSeconds(60)), agreement, wish);
    }

    /** @return the word for the page that follows */
    private String change(String token, String agreement, String wish) {
        boolean renew = "renew".equals(wish);
        boolean rate = wish.matches("rate[1-5]");
        String done = rate ? "rated" : renew ? "renewed" : "ended";
        try {
            if (rate) {
                run("direct:customer-rating", new CustomerConsent.Opinion(token, agreement, wish.charAt(4) - '0'));
            } else {
                run("direct:customer-change", new CustomerConsent.Wish(token, agreement, renew));
            }
        } catch (Rejection refused) {
            if (refused.reason() == AgreementProblem.LINK_INVALID
                    || refused.reason() == AgreementProblem.LINK_EXPIRED) {
                throw refused;
            }
            // the other side was faster; the page shows how it stands
            done = "";
        }
        return done;
    }

    /**
     * Whose mailbox a link of ours came to.
     *
     * @param link to a customer's page; empty where there is an invitation
     * @param invitation counts while it is open
     */
    CustomerId customer(String link, String invitation) {
        if (!link.isEmpty()) {
            return links.customer(link, clock.instant());
        }
        Agreement asked = answerInvitation.look(invitation);
        if (!asked.state().isOpen()
                || !clock.instant().isBefore(asked.invitation().orElseThrow().expiresAt())) {
            throw new Rejection(AgreementProblem.LINK_EXPIRED, "The invitation is not open any more.");
        }
        return asked.customer();
    }

    private List<Agreement> agreements(List<CustomerId> ids) {
        return transactions.asOperator(() ->
                ids.stream().flatMap(id -> agreements.ofCustomer(id).stream()).toList());
    }

    /** A link that is not ours, not whole or too old, in words instead of a problem document. */
    @ExceptionHandler
    public ResponseEntity<byte[]> badLink(Rejection refused, HttpServletRequest request, HttpServletResponse response) {
        String lang = request.getParameter("lang");
        Language language = Optional.ofNullable(lang)
                .flatMap(Language::of)
                .or(() -> Language.of(request.getLocale().getLanguage()))
                .orElse(Language.EN);
        String reason = wording.find("page.link." + refused.code(), language.locale())
                .orElseGet(() -> wording.text("page.link.AGR-401", language.locale()));
        return pages.write(
                HttpStatus.NOT_FOUND,
                "link",
                language,
                new HashMap<>(Map.of("reason", reason, "action", request.getRequestURI())),
                request,
                response);
    }

    private Map<String, Object> describe(Agreement agreement, Locale locale) {
        return transactions.asOperator(() -> {
            Map<String, Object> model = wording.describe(agreement, company(agreement), locale);
            List<String> places = new ArrayList<>();
            var known = premises.find(agreement.scope().esiids());
            // the address belongs to whoever lives there now
            known.values().stream()
                    .filter(p -> p.customer()
                            .filter(c -> c.id().equals(agreement.customer()))
                            .isPresent())
                    .forEach(p ->
                            places.add(p.address().street() + ", " + p.address().city()));
            model.put("places", places);
            model.put("terms", agreement.termsVersion());
            return model;
        });
    }

    /** What a used link shows: whose question it was and how it ended, nothing of the premises. */
    private Map<String, Object> closed(Agreement agreement, Locale locale) {
        String company = transactions.asOperator(() -> company(agreement).legalName());
        AgreementState state = agreement.state();
        String key = switch (state) {
            case ACTIVE, REJECTED, WITHDRAWN -> state.name();
            case DRAFT, VALIDATED, INVITED, INVITE_EXPIRED -> "INVITE_EXPIRED";
            case COMPLETED, TERMINATED_BY_CUSTOMER, TERMINATED_BY_TP, TERMINATED_MOVE_OUT, TERMINATED_TP_REVOKED ->
                "ENDED";
        };
        Map<String, Object> model = new HashMap<>();
        model.put("title", wording.text("page.closed." + key + ".title", locale, company));
        model.put("text", wording.text("page.closed." + key + ".text", locale, company));
        return model;
    }

    private ThirdParty company(Agreement agreement) {
        return thirdParties.find(agreement.thirdParty()).orElseThrow();
    }

    private void run(String flow, Object command) {
        Exchange answered =
                flows.request(flow, exchange -> exchange.getMessage().setBody(command));
        @Nullable Exception failure = answered.getException();
        if (failure == null) {
            return;
        }
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        throw new IllegalStateException("the flow " + flow + " failed", failure);
    }

    private static ResponseEntity<byte[]> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(URI.create(path))
                .build();
    }

    private static Rejection unknown() {
        return new Rejection(AgreementProblem.LINK_INVALID, "This link does not belong to a customer.");
    }
}
