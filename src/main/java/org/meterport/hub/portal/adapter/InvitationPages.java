package org.meterport.hub.portal.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.meterport.hub.signin.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Invitations: made with a form, followed until they are answered, sent again, withdrawn. */
@Controller
public class InvitationPages {

    private static final Map<String, String> FIELDS = Map.of(
            "AGR-101", "esiids",
            "AGR-102", "customerEmail",
            "AGR-103", "termMonths",
            "AGR-105", "esiids",
            "AGR-106", "customerEmail",
            "AGR-112", "devices",
            "AGR-107", "esiids",
            "AGR-108", "esiids",
            "AGR-109", "esiids");

    private final PortalCalls calls;

    InvitationPages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/invitations")
    public ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> asked) {
        ModelAndView page = PortalList.of(
                calls, visitor, "list-invitations", "portal/invitations", asked, "status", "esiid", "batchId");
        page.addObject("statuses", List.of("PENDING", "ACCEPTED", "REJECTED", "EXPIRED", "WITHDRAWN"));
        return page;
    }

    @GetMapping("/portal/invitations/new")
    public ModelAndView blank(@RequestAttribute Staff staff, @RequestParam(defaultValue = "") String esiid) {
        staff.require(Right.AGREEMENTS);
        return form(PortalForm.begun(
                Map.of("kind", "ENERGY_DATA", "term", "continuous", "termMonths", "12", "esiids", esiid)));
    }

    @PostMapping("/portal/invitations")
    public ModelAndView invite(
            @AuthenticationPrincipal Visitor visitor, @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Map<String, Object> item = item(form);
        if (form.isFaulty()) {
            return form(form);
        }
        Answer answer = calls.post(
                visitor, "create-invitations", Map.of(), Map.of("items", List.of(item)), form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, FIELDS);
            return form(form);
        }
        Map<String, Object> result = answer.items("results").get(0);
        if ("REFUSED".equals(result.get("status"))) {
            String code = String.valueOf(result.get("code"));
            form.refuse(code, String.valueOf(result.get("detail")), FIELDS);
            return form(form);
        }
        return new ModelAndView("redirect:/portal/invitations/" + result.get("invitationId") + "?done=invited");
    }

    @GetMapping("/portal/invitations/{id}")
    public ModelAndView one(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done) {
        Answer answer = calls.shown(visitor, "get-invitation", Map.of("invitationId", id));
        ModelAndView page = new ModelAndView("portal/invitation");
        page.addObject("one", answer.body());
        page.addObject("done", done);
        return page;
    }

    @PostMapping("/portal/invitations/{id}/resend")
    public String resend(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @RequestParam String formKey) {
        calls.done(visitor, "resend-invitation", Map.of("invitationId", id), Map.of(), formKey);
        return "redirect:/portal/invitations/" + id + "?done=resent";
    }

    @GetMapping("/portal/invitations/{id}/withdraw")
    public ModelAndView askToWithdraw(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        Answer answer = calls.shown(visitor, "get-invitation", Map.of("invitationId", id));
        return Confirmation.of(
                "invitations",
                "Withdraw this invitation?",
                "The link in the customer's mail will say that you took it back. You can invite the customer anew.",
                "Withdraw it",
                "/portal/invitations/" + answer.text("id"),
                "/withdraw");
    }

    @PostMapping("/portal/invitations/{id}/withdraw")
    public String withdraw(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @RequestParam String formKey) {
        calls.done(visitor, "withdraw-invitation", Map.of("invitationId", id), Map.of(), formKey);
        return "redirect:/portal/invitations/" + id + "?done=withdrawn";
    }

    private static Map<String, Object> item(PortalForm form) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("kind", form.text("kind"));
        item.put("esiids", form.words("esiids"));
        item.put("customerEmail", form.text("customerEmail"));
        item.put("purpose", form.text("purpose"));
        if (form.text("kind").equals("ENERGY_DATA")) {
            item.put("data", form.ticked("data"));
            if (form.text("term").equals("once")) {
                item.put("oneTime", true);
                if (form.ticked("data").size() != 1) {
                    form.fault("data", "For one delivery choose exactly one kind of data.");
                }
            } else {
                form.number("termMonths").ifPresent(months -> item.put("termMonths", months));
                if (form.text("termMonths").isEmpty()) {
                    form.fault("termMonths", "Say for how many months, 1 to 12.");
                }
                if (form.ticked("data").isEmpty()) {
                    form.fault("data", "Choose at least one kind of data.");
                }
            }
        }
        if (form.text("kind").equals("IN_HOME_DEVICE") && !form.words("devices").isEmpty()) {
            item.put("devices", form.words("devices"));
        }
        if (form.words("esiids").isEmpty()) {
            form.fault("esiids", "Name at least one ESIID.");
        }
        if (form.text("customerEmail").isEmpty()) {
            form.fault("customerEmail", "The invitation is sent to this address.");
        }
        if (form.text("purpose").isEmpty()) {
            form.fault("purpose", "The customer reads what you want the data for.");
        }
        if (!form.text("language").isEmpty()) {
            item.put("language", form.text("language"));
        }
        return item;
    }

    private static ModelAndView form(PortalForm form) {
        ModelAndView page = new ModelAndView(
                "portal/invitation-new", form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        return page;
    }
}
