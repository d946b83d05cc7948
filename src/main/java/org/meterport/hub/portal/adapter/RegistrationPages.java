package org.meterport.hub.portal.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Where a company registers itself; the operator then lets it in. */
@Controller
public class RegistrationPages {

    private static final List<String> FIELDS =
            List.of("legalName", "duns", "email", "contactName", "contactPhone", "userName", "secret");
    private static final List<String> IF_GIVEN = List.of("websiteUrl", "privacyUrl", "privacySeal");

    private final PortalCalls calls;
    private final String termsVersion;

    /** @param termsVersion of the terms that are shown to companies */
    RegistrationPages(PortalCalls calls, String termsVersion) {
        this.calls = calls;
        this.termsVersion = termsVersion;
    }

    @GetMapping("/portal/register")
    public ModelAndView blank(@RequestParam(defaultValue = "") String done) {
        return page(PortalForm.begun(Map.of()), done);
    }

    @PostMapping("/portal/register")
    public ModelAndView register(@RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : FIELDS) {
            body.put(field, form.text(field));
            if (form.text(field).isEmpty()) {
                form.fault(field, "This is needed.");
            }
        }
        for (String field : IF_GIVEN) {
            if (!form.text(field).isEmpty()) {
                body.put(field, form.text(field));
            }
        }
        if (!form.text("secret").equals(form.text("again"))) {
            form.fault("again", "The two are not the same.");
        }
        if (!form.text("privacySeal").isEmpty() && !form.has("attested", "yes")) {
            form.fault("attested", "Attest that your company holds this seal, or leave the seal out.");
        }
        if (!form.has("terms", "yes")) {
            form.fault("terms", "Registration needs your acceptance of the terms.");
        }
        body.put("termsVersion", form.text("termsVersion"));
        if (form.isFaulty()) {
            return page(form, "");
        }
        Answer answer = calls.open("register-third-party", body);
        if (answer.isRefused()) {
            String detail = answer.text("detail");
            String named =
                    FIELDS.stream().filter(detail::startsWith).findFirst().orElse(PortalForm.WHOLE);
            form.refuse(answer, Map.of("PTY-103", named, "PTY-401", "duns", "PTY-402", "userName", "PTY-104", "terms"));
            return page(form, "");
        }
        return new ModelAndView("redirect:/portal/register?done=registered");
    }

    private ModelAndView page(PortalForm form, String done) {
        ModelAndView page =
                new ModelAndView("portal/register", form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        page.addObject("done", done);
        page.addObject("termsVersion", termsVersion);
        return page;
    }
}
