package org.meterport.hub.portal.adapter;

import java.util.List;
import java.util.Map;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.meterport.hub.signin.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Agreements: found by status and ESIID, seen with their whole history and what was disclosed, given back. */
@Controller
public class AgreementPages {

    private final PortalCalls calls;

    AgreementPages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/agreements")
    public ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> asked) {
        ModelAndView page =
                PortalList.of(calls, visitor, "list-agreements", "portal/agreements", asked, "status", "esiid");
        page.addObject(
                "statuses",
                List.of(
                        "ACTIVE",
                        "COMPLETED",
                        "TERMINATED_BY_CUSTOMER",
                        "TERMINATED_BY_TP",
                        "TERMINATED_MOVE_OUT",
                        "TERMINATED_TP_REVOKED"));
        return page;
    }

    @GetMapping("/portal/agreements/{id}")
    public ModelAndView one(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done) {
        Answer answer = calls.shown(visitor, "get-agreement", Map.of("agreementId", id));
        ModelAndView page = new ModelAndView("portal/agreement");
        page.addObject("one", answer.body());
        page.addObject("done", done);
        page.addObject(
                "disclosures",
                calls.shown(visitor, "list-agreement-disclosures", Map.of("agreementId", id, "limit", "100"))
                        .body()
                        .get("items"));
        return page;
    }

    @GetMapping("/portal/agreements/{id}/end")
    public ModelAndView askToEnd(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        Answer answer = calls.shown(visitor, "get-agreement", Map.of("agreementId", id));
        return Confirmation.of(
                "agreements",
                "End this agreement?",
                "From then on you get nothing under it: no readings, no files, no messages. The customer is told. Only a"
                        + " new invitation brings it back.",
                "End it",
                "/portal/agreements/" + answer.text("id"),
                "/end");
    }

    @PostMapping("/portal/agreements/{id}/end")
    public String end(@AuthenticationPrincipal Visitor visitor, @PathVariable String id, @RequestParam String formKey) {
        calls.done(visitor, "end-agreement", Map.of("agreementId", id), Map.of(), formKey);
        return "redirect:/portal/agreements/" + id + "?done=ended";
    }

    @PostMapping("/portal/agreements/{id}/deletion")
    public String confirmDeletion(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @RequestParam String formKey) {
        calls.done(visitor, "confirm-deletion", Map.of("agreementId", id), Map.of(), formKey);
        return "redirect:/portal/agreements/" + id + "?done=deleted";
    }
}
