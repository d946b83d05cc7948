package org.meterport.hub.agreement.adapter;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.account.AccountProblem;
import org.meterport.hub.account.ManageAccounts;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.premise.Language;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.signin.LimitSignIns;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.Visitor.Kind;
import org.meterport.hub.signin.adapter.VisitorLogin;
import org.meterport.hub.signin.adapter.VisitorSessions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Customers' accounts: making one by a link of ours, signing in and out, a new password by mail, and the same page of
 * agreements that the links in mails open. Works without scripts.
 */
@Controller
public class AccountPages {

    private static final String HOME = "/account";
    private static final int LONGEST_ADDRESS = 254;

    private final ManageAccounts accounts;
    private final CustomerPages customers;
    private final LimitSignIns limit;
    private final VisitorSessions sessions;
    private final PageWriter pages;
    private final Wording wording;

    AccountPages(
            ManageAccounts accounts,
            CustomerPages customers,
            LimitSignIns limit,
            VisitorSessions sessions,
            PageWriter pages,
            Wording wording) {
        this.accounts = accounts;
        this.customers = customers;
        this.limit = limit;
        this.sessions = sessions;
        this.pages = pages;
        this.wording = wording;
    }

    /** All agreements of whoever is signed in. */
    @GetMapping("/account")
    public ResponseEntity<byte[]> own(
            @RequestParam Optional<String> lang,
            @RequestParam Optional<String> done,
            HttpServletRequest request,
            HttpServletResponse response) {
        Map<String, Object> more = new HashMap<>(csrf(request));
        more.put("signedIn", true);
        return customers.show(members(), lang.flatMap(Language::of), HOME, done, more, request, response);
    }

    /** Ends or renews one of them, or rates its company. */
    @PostMapping("/account")
    public ResponseEntity<byte[]> change(
            @RequestParam String agreement, @RequestParam String wish, @RequestParam Optional<String> lang) {
        String done = customers.change(members(), agreement, wish);
        return seeOther(HOME + "?done=" + done + suffix(lang));
    }

    @GetMapping("/account/disclosures.csv")
    public ResponseEntity<byte[]> disclosed() {
        return customers.disclosed(members());
    }

    /** An invitation, for the yes of somebody who is signed in. */
    @GetMapping("/account/consent/{token}")
    public ResponseEntity<byte[]> question(
            @PathVariable String token,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        return customers.question(
                token, lang.flatMap(Language::of), "/account/consent/" + token, csrf(request), request, response);
    }

    @PostMapping("/account/consent/{token}")
    public ResponseEntity<byte[]> answer(
            @PathVariable String token,
            @RequestParam String answer,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        return customers.answered(
                token,
                answer,
                lang.flatMap(Language::of),
                members(),
                "/account/consent/" + token,
                csrf(request),
                request,
                response);
    }

    @GetMapping("/account/sign-in")
    public ResponseEntity<byte[]> signInForm(
            @RequestParam(defaultValue = "") String next,
            @RequestParam(defaultValue = "") String why,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        Form form = form("sign-in", HOME + "/sign-in", lang, request);
        if ("out".equals(why) || "reset".equals(why)) {
            form.model.put("note", wording.text("page.account." + why, form.language.locale()));
        }
        return signInForm(form, next, HttpStatus.OK, request, response);
    }

    /** The same answer for an unknown address, a wrong password and a locked address. */
    @PostMapping("/account/sign-in")
    public ResponseEntity<byte[]> signIn(
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String next,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        Form form = form("sign-in", HOME + "/sign-in", lang, request);
        String from = request.getRemoteAddr();
        if (email.length() <= LONGEST_ADDRESS && limit.admits(Kind.CUSTOMER, email, from)) {
            try {
                String account = accounts.signIn(email, password);
                limit.succeeded(Kind.CUSTOMER, email, from);
                sessions.signIn(request, new Visitor(Kind.CUSTOMER, account, account));
                return seeOther(isOurs(next) ? next : HOME);
            } catch (Rejection wrong) {
                // told below, like a locked address
            }
        }
        form.model.put("fault", wording.text("page.account.wrong", form.language.locale(), limit.lockedMinutes()));
        return signInForm(form, next, HttpStatus.UNAUTHORIZED, request, response);
    }

    private ResponseEntity<byte[]> signInForm(
            Form form, String next, HttpStatus status, HttpServletRequest request, HttpServletResponse response) {
        form.hidden("next", isOurs(next) ? next : "");
        form.field("email", "email", "username");
        form.field("password", "password", "current-password");
        form.link(HOME + "/forgot", "page.account.sign-in.forgot");
        return form.write(status, request, response);
    }

    @PostMapping("/account/sign-out")
    public ResponseEntity<byte[]> signOut(HttpServletRequest request) {
        sessions.signOut(request);
        return seeOther(HOME + "/sign-in?why=out");
    }

    /** Whoever comes with a link of ours may make an account. */
    @GetMapping("/account/new")
    public ResponseEntity<byte[]> makeForm(
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String invitation,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        customers.customer(link, invitation);
        return makeForm(form("new", HOME + "/new", lang, request), link, invitation, HttpStatus.OK, request, response);
    }

    @PostMapping("/account/new")
    public ResponseEntity<byte[]> make(
            @RequestParam(defaultValue = "") String link,
            @RequestParam(defaultValue = "") String invitation,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        CustomerId customer = customers.customer(link, invitation);
        Form form = form("new", HOME + "/new", lang, request);
        Optional<String> fault = unequal(password, again, form);
        String from = request.getRemoteAddr();
        if (fault.isEmpty() && !limit.admits(Kind.CUSTOMER, customer.value(), from)) {
            fault = Optional.of(wording.text("page.account.wrong", form.language.locale(), limit.lockedMinutes()));
        }
        if (fault.isEmpty()) {
            try {
                String account = accounts.make(customer, password);
                limit.succeeded(Kind.CUSTOMER, customer.value(), from);
                sessions.signIn(request, new Visitor(Kind.CUSTOMER, account, account));
                return seeOther(invitation.isEmpty() ? HOME : HOME + "/consent/" + invitation);
            } catch (Rejection refused) {
                fault = Optional.of(told(refused, form));
            }
        }
        form.model.put("fault", fault.orElseThrow());
        return makeForm(form, link, invitation, HttpStatus.UNPROCESSABLE_ENTITY, request, response);
    }

    private ResponseEntity<byte[]> makeForm(
            Form form,
            String link,
            String invitation,
            HttpStatus status,
            HttpServletRequest request,
            HttpServletResponse response) {
        form.hidden("link", link);
        form.hidden("invitation", invitation);
        form.field("password", "password", "new-password");
        form.field("again", "password", "new-password");
        form.link(HOME + "/sign-in", "page.account.new.sign-in");
        return form.write(status, request, response);
    }

    @GetMapping("/account/forgot")
    public ResponseEntity<byte[]> forgotForm(
            @RequestParam Optional<String> lang, HttpServletRequest request, HttpServletResponse response) {
        Form form = form("forgot", HOME + "/forgot", lang, request);
        form.field("email", "email", "username");
        return form.write(HttpStatus.OK, request, response);
    }

    /** Says the same whether or not there is such an account, and sends no more mails than anybody needs. */
    @PostMapping("/account/forgot")
    public ResponseEntity<byte[]> forgot(
            @RequestParam(defaultValue = "") String email,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (email.length() <= LONGEST_ADDRESS
                && limit.admits(Kind.CUSTOMER, "forgot " + email, request.getRemoteAddr())) {
            accounts.forgot(email);
        }
        Form form = form("forgot", HOME + "/forgot", lang, request);
        form.model.put("note", wording.text("page.account.forgot.sent", form.language.locale()));
        form.model.put("submit", "");
        return form.write(HttpStatus.OK, request, response);
    }

    @GetMapping("/account/reset/{token}")
    public ResponseEntity<byte[]> resetForm(
            @PathVariable String token,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        return resetForm(form("reset", path(token), lang, request), HttpStatus.OK, request, response);
    }

    @PostMapping("/account/reset/{token}")
    public ResponseEntity<byte[]> reset(
            @PathVariable String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            @RequestParam Optional<String> lang,
            HttpServletRequest request,
            HttpServletResponse response) {
        Form form = form("reset", path(token), lang, request);
        Optional<String> fault = unequal(password, again, form);
        if (fault.isEmpty()) {
            try {
                accounts.reset(token, password);
                sessions.signOut(request);
                return seeOther(HOME + "/sign-in?why=reset" + suffix(lang));
            } catch (Rejection refused) {
                fault = Optional.of(told(refused, form));
            }
        }
        form.model.put("fault", fault.orElseThrow());
        return resetForm(form, HttpStatus.UNPROCESSABLE_ENTITY, request, response);
    }

    private static String path(String token) {
        if (!token.matches("[A-Za-z0-9_-]{43}")) {
            throw new Rejection(AccountProblem.LINK_USED, "This link is not complete.");
        }
        return HOME + "/reset/" + token;
    }

    private ResponseEntity<byte[]> resetForm(
            Form form, HttpStatus status, HttpServletRequest request, HttpServletResponse response) {
        form.field("password", "password", "new-password");
        form.field("again", "password", "new-password");
        form.link(HOME + "/forgot", "page.account.reset.again");
        return form.write(status, request, response);
    }

    /** A link that is not ours, not whole or too old. */
    @ExceptionHandler
    public ResponseEntity<byte[]> badLink(Rejection refused, HttpServletRequest request, HttpServletResponse response) {
        return customers.badLink(refused, request, response);
    }

    private Optional<String> unequal(String password, String again, Form form) {
        return password.equals(again)
                ? Optional.empty()
                : Optional.of(wording.text("page.account.unequal", form.language.locale()));
    }

    private String told(Rejection refused, Form form) {
        return wording.find("page.account." + refused.code(), form.language.locale())
                .orElseGet(() -> wording.text("page.account.ACC-202", form.language.locale()));
    }

    private List<CustomerId> members() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof VisitorLogin login
                && login.visitor().kind() == Kind.CUSTOMER) {
            return accounts.members(login.visitor().owner());
        }
        throw new IllegalStateException("only whoever is signed in comes here");
    }

    private static Map<String, Object> csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? Map.of("csrf", token.getToken())
                : Map.of();
    }

    private static String suffix(Optional<String> lang) {
        return lang.flatMap(Language::of).map(one -> "&lang=" + one.tag()).orElse("");
    }

    /** An address of these pages, so that nobody is led elsewhere after signing in. */
    private static boolean isOurs(String next) {
        return (next.equals(HOME) || next.startsWith(HOME + "/") || next.startsWith(HOME + "?"))
                && !next.startsWith(HOME + "/sign-")
                && next.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }

    private static ResponseEntity<byte[]> seeOther(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .location(URI.create(path))
                .build();
    }

    private Form form(String name, String action, Optional<String> lang, HttpServletRequest request) {
        Language language = lang.flatMap(Language::of)
                .or(() -> Language.of(request.getLocale().getLanguage()))
                .orElse(Language.EN);
        return new Form(name, action, language, csrf(request));
    }

    /** One page with one form on it. */
    private final class Form {

        private final Language language;
        private final Map<String, Object> model = new HashMap<>();
        private final Map<String, String> hidden = new HashMap<>();
        private final List<Map<String, String>> fields = new ArrayList<>();
        private final List<Map<String, String>> links = new ArrayList<>();

        Form(String name, String action, Language language, Map<String, Object> csrf) {
            this.language = language;
            model.putAll(csrf);
            model.put("action", action);
            for (String part : List.of("title", "intro", "submit")) {
                model.put(part, wording.text("page.account." + name + "." + part, language.locale()));
            }
            hidden("lang", language.tag());
        }

        void hidden(String name, @Nullable String value) {
            hidden.put(name, value == null ? "" : value);
        }

        void field(String name, String type, String autocomplete) {
            fields.add(Map.of(
                    "name", name,
                    "type", type,
                    "autocomplete", autocomplete,
                    "label", wording.text("page.account.field." + name, language.locale())));
        }

        void link(String address, String text) {
            links.add(Map.of(
                    "address", address + "?lang=" + language.tag(), "text", wording.text(text, language.locale())));
        }

        ResponseEntity<byte[]> write(HttpStatus status, HttpServletRequest request, HttpServletResponse response) {
            model.put("hidden", hidden);
            model.put("fields", fields);
            model.put("links", links);
            return pages.write(status, "account", language, model, request, response);
        }
    }
}
