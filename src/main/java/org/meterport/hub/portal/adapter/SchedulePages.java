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

/** Schedules: files that come by themselves. */
@Controller
public class SchedulePages {

    private final PortalCalls calls;

    SchedulePages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/schedules")
    public ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> asked) {
        return PortalList.of(calls, visitor, "list-schedules", "portal/schedules", asked);
    }

    @GetMapping("/portal/schedules/new")
    public ModelAndView blank(@RequestAttribute Staff staff) {
        staff.require(Right.REPORTS);
        return form(PortalForm.begun(Map.of(
                "kind", "INTERVALS", "frequency", "DAILY", "format", "CSV", "packing", "NONE", "backfillMonths", "0")));
    }

    @PostMapping("/portal/schedules")
    public ModelAndView make(
            @AuthenticationPrincipal Visitor visitor, @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : List.of("kind", "frequency", "channel", "format", "packing")) {
            if (!form.text(field).isEmpty()) {
                body.put(field, form.text(field));
            }
        }
        if (!form.words("esiids").isEmpty()) {
            body.put("esiids", form.words("esiids"));
        }
        form.number("backfillMonths").ifPresent(months -> body.put("backfillMonths", months));
        if (form.isFaulty()) {
            return form(form);
        }
        Answer answer = calls.post(visitor, "create-schedule", Map.of(), body, form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, Map.of());
            return form(form);
        }
        return new ModelAndView("redirect:/portal/schedules/" + answer.text("id") + "?done=made");
    }

    @GetMapping("/portal/schedules/{id}")
    public ModelAndView one(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done) {
        ModelAndView page = new ModelAndView("portal/schedule");
        page.addObject(
                "one",
                calls.shown(visitor, "get-schedule", Map.of("scheduleId", id)).body());
        page.addObject("done", done);
        return page;
    }

    @GetMapping("/portal/schedules/{id}/end")
    public ModelAndView askToEnd(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        Answer answer = calls.shown(visitor, "get-schedule", Map.of("scheduleId", id));
        return Confirmation.of(
                "schedules",
                "End this schedule?",
                "No more files come. Those that are in the folder stay their ten days.",
                "End it",
                "/portal/schedules/" + answer.text("id"),
                "/end");
    }

    @PostMapping("/portal/schedules/{id}/end")
    public String end(@AuthenticationPrincipal Visitor visitor, @PathVariable String id, @RequestParam String formKey) {
        calls.done(visitor, "end-schedule", Map.of("scheduleId", id), Map.of(), formKey);
        return "redirect:/portal/schedules/" + id + "?done=ended";
    }

    private static ModelAndView form(PortalForm form) {
        ModelAndView page = new ModelAndView(
                "portal/schedule-new", form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        return page;
    }
}
