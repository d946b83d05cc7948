package org.meterport.hub.portal.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/** Reports: asked for, watched while they are built, found in the folder. */
@Controller
public class ReportPages {

    /** What may still change; a page that shows one reloads itself. */
    static final Set<String> UNDER_WAY = Set.of("QUEUED", "RUNNING");

    private final PortalCalls calls;

    ReportPages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/reports")
    public ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> asked) {
        ModelAndView page = PortalList.of(calls, visitor, "list-reports", "portal/reports", asked);
        if (page.getModel().get("items") instanceof List<?> items
                && items.stream()
                        .anyMatch(item -> UNDER_WAY.contains(String.valueOf(((Map<?, ?>) item).get("status"))))) {
            page.addObject("watch", "5; url=/portal/reports?watch");
        }
        return page;
    }

    @GetMapping("/portal/reports/new")
    public ModelAndView blank(@RequestAttribute Staff staff, @RequestParam(defaultValue = "") String esiid) {
        staff.require(Right.REPORTS);
        return form(PortalForm.begun(Map.of(
                "kind", "INTERVALS", "format", "CSV", "packing", "NONE", "channel", "CONSUMPTION", "esiids", esiid)));
    }

    @PostMapping("/portal/reports")
    public ModelAndView ask(
            @AuthenticationPrincipal Visitor visitor, @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", form.text("kind"));
        body.put("esiids", form.words("esiids"));
        for (String field : List.of("from", "to", "channel", "revisions", "format", "packing")) {
            if (!form.text(field).isEmpty()) {
                body.put(field, form.text(field));
            }
        }
        if (form.words("esiids").isEmpty()) {
            form.fault("esiids", "Name at least one ESIID.");
        }
        if (form.isFaulty()) {
            return form(form);
        }
        Answer answer = calls.post(visitor, "request-report", Map.of(), body, form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, Map.of());
            return form(form);
        }
        return new ModelAndView("redirect:/portal/reports/" + answer.text("id") + "?done=asked");
    }

    @GetMapping("/portal/reports/{id}")
    public ModelAndView one(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done) {
        Answer answer = calls.shown(visitor, "get-report", Map.of("reportId", id));
        ModelAndView page = new ModelAndView("portal/report");
        page.addObject("one", answer.body());
        page.addObject("folder", answer.body().containsKey("scheduleId") ? "scheduledusage" : "adhocusage");
        page.addObject("done", done);
        if (UNDER_WAY.contains(answer.text("status"))) {
            page.addObject("watch", "2; url=/portal/reports/" + id + "?watch");
        }
        return page;
    }

    private static ModelAndView form(PortalForm form) {
        ModelAndView page = new ModelAndView(
                "portal/report-new", form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        return page;
    }
}
