package org.meterport.hub.portal.adapter;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.meterport.hub.party.ApiCredentials.ApiCredential;
import org.meterport.hub.party.CheckSecret;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.signin.LimitSignIns;
import org.meterport.hub.signin.Visitor;
import org.meterport.hub.signin.Visitor.Kind;
import org.meterport.hub.signin.adapter.VisitorSessions;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The way in and out for staff of Third Parties. */
@Controller
public class SignInPages {

    private static final String HOME = "/portal";

    private final CheckSecret checkSecret;
    private final LimitSignIns limit;
    private final VisitorSessions sessions;

    SignInPages(CheckSecret checkSecret, LimitSignIns limit, VisitorSessions sessions) {
        this.checkSecret = checkSecret;
        this.limit = limit;
        this.sessions = sessions;
    }

    @GetMapping("/portal/sign-in")
    public ModelAndView form(
            @RequestParam(defaultValue = "") String next, @RequestParam(defaultValue = "") String why) {
        ModelAndView page = page(next, HttpStatus.OK);
        if (!why.isEmpty()) {
            page.addObject("why", reason(why));
        }
        return page;
    }

    /** The same answer for an unknown name, a wrong secret and a locked name. */
    @PostMapping("/portal/sign-in")
    public ModelAndView signIn(
            @RequestParam(defaultValue = "") String userName,
            @RequestParam(defaultValue = "") String secret,
            @RequestParam(defaultValue = "") String next,
            HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (userName.length() > 100
                || userName.indexOf('\0') >= 0
                || !limit.admits(Kind.THIRD_PARTY, userName, address)) {
            return refused(next, Optional.empty());
        }
        try {
            ApiCredential known = checkSecret.check(userName, secret);
            limit.succeeded(Kind.THIRD_PARTY, userName, address);
            sessions.signIn(
                    request, new Visitor(Kind.THIRD_PARTY, known.thirdParty().value(), known.userName()));
            return new ModelAndView("redirect:" + (isOurs(next) ? next : HOME));
        } catch (Rejection no) {
            return refused(
                    next, no.reason() == PartyProblem.WRONG_CREDENTIALS ? Optional.empty() : Optional.of(no.detail()));
        }
    }

    @PostMapping("/portal/sign-out")
    public String signOut(HttpServletRequest request) {
        sessions.signOut(request);
        return "redirect:/portal/sign-in?why=out";
    }

    private ModelAndView refused(String next, Optional<String> detail) {
        ModelAndView page = page(next, HttpStatus.UNAUTHORIZED);
        page.addObject(
                "fault",
                detail.orElse("User name or secret is wrong. After several wrong ones a name is locked for "
                        + limit.lockedMinutes() + " minutes. An administrator of your company can set a new secret."));
        return page;
    }

    private static ModelAndView page(String next, HttpStatusCode status) {
        ModelAndView page = new ModelAndView("portal/sign-in", status);
        page.addObject("next", isOurs(next) ? next : "");
        return page;
    }

    private static String reason(String why) {
        if ("out".equals(why)) {
            return "You have signed out.";
        }
        for (PartyProblem problem : PartyProblem.values()) {
            if (problem.code().equals(why)) {
                return problem.title() + ". Ask an administrator of your company, or the operator's help desk.";
            }
        }
        return "Please sign in again.";
    }

    /** An address of the portal itself, so that nobody is led elsewhere after signing in. */
    private static boolean isOurs(String next) {
        return (next.equals(HOME) || next.startsWith(HOME + "/") || next.startsWith(HOME + "?"))
                && !next.startsWith("/portal/sign-")
                && next.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }
}
