package org.meterport.hub.portal.adapter;

import java.util.Map;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.meterport.hub.signin.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The company as the hub knows it, the visitor's own secret, and the key that files are encrypted to. */
@Controller
public class CompanyPages {

    private final PortalCalls calls;

    CompanyPages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/company")
    public ModelAndView company(
            @AuthenticationPrincipal Visitor visitor,
            @RequestAttribute Staff staff,
            @RequestParam(defaultValue = "") String done) {
        return page(visitor, staff, PortalForm.begun(Map.of()), done);
    }

    @PostMapping("/portal/company/secret")
    public ModelAndView secret(
            @AuthenticationPrincipal Visitor visitor,
            @RequestAttribute Staff staff,
            @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        if (!form.text("secret").equals(form.text("again"))) {
            form.fault("again", "The two are not the same.");
            return page(visitor, staff, form, "");
        }
        Answer answer = calls.post(
                visitor,
                "change-secret",
                Map.of("userName", visitor.name()),
                Map.of("secret", form.text("secret")),
                form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, Map.of("PTY-105", "secret"));
            return page(visitor, staff, form, "");
        }
        return new ModelAndView("redirect:/portal/company?done=secret");
    }

    @PostMapping("/portal/company/key")
    public ModelAndView key(
            @AuthenticationPrincipal Visitor visitor,
            @RequestAttribute Staff staff,
            @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Answer answer =
                calls.post(visitor, "set-report-key", Map.of(), Map.of("publicKey", form.text("publicKey")), "");
        if (answer.isRefused()) {
            form.fault("publicKey", answer.text("detail"));
            return page(visitor, staff, form, "");
        }
        return new ModelAndView("redirect:/portal/company?done=key");
    }

    private ModelAndView page(Visitor visitor, Staff staff, PortalForm form, String done) {
        ModelAndView page =
                new ModelAndView("portal/company", form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        page.addObject("done", done);
        if (staff.mayReports()) {
            Answer key = calls.get(visitor, "get-report-key", Map.of());
            page.addObject("key", key.isRefused() ? null : key.body());
        }
        return page;
    }
}
