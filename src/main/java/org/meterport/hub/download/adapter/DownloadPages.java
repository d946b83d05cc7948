package org.meterport.hub.download.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.SignedLinks;
import org.meterport.hub.agreement.adapter.PageWriter;
import org.meterport.hub.download.Choice;
import org.meterport.hub.download.Coverage;
import org.meterport.hub.download.DownloadProblem;
import org.meterport.hub.download.Home;
import org.meterport.hub.download.MyData;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where customers take their own readings, behind the link of their own page. The page says what the file will hold
 * before it is taken. Works without scripts.
 */
@Controller
public class DownloadPages {

    private static final String PAGE = "/my/{token}/green-button";

    private final MyData myData;
    private final DownloadFiles files;
    private final DownloadWords words;
    private final Premises premises;
    private final SignedLinks links;
    private final Transactions transactions;
    private final ProducerTemplate flows;
    private final PageWriter pages;
    private final InstantSource clock;

    DownloadPages(
            MyData myData,
            DownloadFiles files,
            DownloadWords words,
            Premises premises,
            SignedLinks links,
            Transactions transactions,
            ProducerTemplate flows,
            PageWriter pages,
            InstantSource clock) {
        this.myData = myData;
        this.files = files;
        this.words = words;
        this.premises = premises;
        this.links = links;
        this.transactions = transactions;
        this.flows = flows;
        this.pages = pages;
        this.clock = clock;
    }

    /** Who asks for what, as the address or the form says. */
    private record Asked(Optional<String> home, Optional<String> from, Optional<String> to) {}

    /** The choice, and what there is of it. */
    @GetMapping(PAGE)
    public ResponseEntity<byte[]> page(
            @PathVariable String token,
            @RequestParam Optional<String> home,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam Optional<String> lang,
            @RequestParam Optional<String> done,
            HttpServletRequest request,
            HttpServletResponse response) {
        Customer customer = customer(token);
        Language language = language(customer, lang);
        Locale locale = language.locale();
        Map<String, Object> model = new HashMap<>();
        List<Home> homes = myData.homes(customer.id());
        model.put("homes", homes.stream().map(this::shown).toList());
        model.put("action", "/my/" + token + "/green-button");
        model.put("back", "/my/" + token + "?lang=" + language.tag());
        model.put("earliest", myData.earliest().toString());
        model.put("today", myData.today().toString());
        done.filter("mailed"::equals).ifPresent(word -> model.put("done", words.text("green-button.mailed", locale)));
        HttpStatus status = HttpStatus.OK;
        try {
            Choice choice = choice(customer.id(), new Asked(home, from, to));
            Coverage coverage = myData.coverage(choice);
            model.put("home", choice.home().key());
            model.put("from", choice.from().toString());
            model.put("to", choice.to().toString());
            model.put("range", words.range(choice, locale));
            model.put("coverage", words.coverage(coverage, locale));
            model.put("whole", coverage.isWhole());
            if (!coverage.isEmpty()) {
                model.put(
                        "file",
                        "/my/" + token + "/green-button/"
                                + MyData.fileName(words.company(), choice, coverage.intervalSeconds()) + "?home="
                                + choice.home().key() + "&from=" + choice.from() + "&to=" + choice.to());
            }
        } catch (Rejection refused) {
            status = HttpStatus.valueOf(refused.reason().httpStatus());
            model.put("fault", fault(refused, locale));
            from.ifPresent(day -> model.put("from", day));
            to.ifPresent(day -> model.put("to", day));
            home.ifPresent(key -> model.put("home", key));
        }
        return pages.write(status, "green-button", language, model, request, response);
    }

    /** The file itself, whose name is its address' last part. */
    @GetMapping(PAGE + "/{name}")
    public void file(
            @PathVariable String token,
            @RequestParam Optional<String> home,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam Optional<String> lang,
            HttpServletResponse response)
            throws IOException {
        Customer customer = customer(token);
        Choice choice = choice(customer.id(), new Asked(home, from, to));
        Coverage coverage = myData.coverage(choice);
        if (coverage.isEmpty()) {
            throw new Rejection(DownloadProblem.NOTHING_THERE, "There are no readings of these days.");
        }
        myData.taken(choice, language(customer, lang));
        response.setContentType("application/atom+xml;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"" + MyData.fileName(words.company(), choice, coverage.intervalSeconds())
                        + "\"");
        files.write(choice, response.getOutputStream(), clock.instant());
    }

    /** The button that sends it by mail. */
    @PostMapping(PAGE)
    public ResponseEntity<byte[]> mail(
            @PathVariable String token,
            @RequestParam Optional<String> home,
            @RequestParam Optional<String> from,
            @RequestParam Optional<String> to,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        Customer customer = customer(token);
        Language language = language(customer, lang);
        try {
            Choice choice = choice(customer.id(), new Asked(home, from, to));
            run(new DownloadRequests.Wanted(choice, language));
            String back = "/my/" + token + "/green-button?done=mailed&home="
                    + choice.home().key() + "&from=" + choice.from() + "&to=" + choice.to() + "&lang="
                    + language.tag();
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .location(URI.create(back))
                    .build();
        } catch (Rejection refused) {
            Map<String, Object> model = new HashMap<>();
            model.put("homes", new ArrayList<>());
            model.put("action", "/my/" + token + "/green-button");
            model.put("back", "/my/" + token + "?lang=" + language.tag());
            model.put("fault", fault(refused, language.locale()));
            return pages.write(
                    HttpStatus.valueOf(refused.reason().httpStatus()),
                    "green-button",
                    language,
                    model,
                    request,
                    response);
        }
    }

    /** A link that is not ours, not whole or too old; or a file that is not there any more. */
    @ExceptionHandler
    public ResponseEntity<byte[]> refused(Rejection refused, HttpServletRequest request, HttpServletResponse response) {
        Language language = Optional.ofNullable(request.getParameter("lang"))
                .flatMap(Language::of)
                .or(() -> Language.of(request.getLocale().getLanguage()))
                .orElse(Language.EN);
        boolean link = refused.reason() instanceof AgreementProblem;
        Map<String, Object> model = new HashMap<>();
        model.put(
                "reason",
                link
                        ? words.text(
                                refused.reason() == AgreementProblem.LINK_EXPIRED
                                        ? "page.link.AGR-402"
                                        : "page.link.AGR-401",
                                language.locale())
                        : fault(refused, language.locale()));
        model.put("action", request.getRequestURI());
        return pages.write(HttpStatus.NOT_FOUND, "link", language, model, request, response);
    }

    private String fault(Rejection refused, Locale locale) {
        return words.text(
                "green-button.fault." + refused.code(),
                locale,
                myData.earliest().toString(),
                myData.today().toString());
    }

    private Map<String, String> shown(Home home) {
        var known = transactions.asOperator(() -> premises.find(List.of(home.esiid())));
        String esiid = home.esiid();
        String ending = "\u2026" + esiid.substring(esiid.length() - 4);
        String place = Optional.ofNullable(known.get(esiid))
                .map(premise ->
                        premise.address().street() + ", " + premise.address().city() + " (" + ending + ")")
                .orElse(ending);
        return Map.of("key", home.key(), "place", place);
    }

    private Choice choice(CustomerId customer, Asked asked) {
        return myData.choose(customer, asked.home(), day(asked.from()), day(asked.to()));
    }

    private static Optional<LocalDate> day(Optional<String> text) {
        try {
            return text.filter(one -> !one.isBlank()).map(LocalDate::parse);
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(DownloadProblem.RANGE_INVALID, "A day looks like 2026-01-31.");
        }
    }

    private Customer customer(String token) {
        CustomerId id = links.customer(token, clock.instant());
        return transactions.asOperator(() -> premises.customer(id)
                .filter(one -> !one.isErased())
                .orElseThrow(() ->
                        new Rejection(AgreementProblem.LINK_INVALID, "This link does not belong to a customer.")));
    }

    private static Language language(Customer customer, Optional<String> lang) {
        return lang.flatMap(Language::of).orElse(customer.language());
    }

    private void run(DownloadRequests.Wanted wanted) {
        Exchange answered = flows.request(
                "direct:green-button-request", exchange -> exchange.getMessage().setBody(wanted));
        Exception failure = answered.getException();
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null) {
            throw new IllegalStateException("the flow green-button-request failed", failure);
        }
    }
}
