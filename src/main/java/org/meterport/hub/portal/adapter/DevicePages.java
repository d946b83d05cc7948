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

/** Devices in homes: let in, followed until they have joined, taken out. */
@Controller
public class DevicePages {

    private static final Set<String> UNDER_WAY = Set.of("REQUESTED", "SENT_TO_METER", "JOIN_OPEN", "REMOVE_REQUESTED");

    private final PortalCalls calls;

    DevicePages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/devices")
    public ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> asked) {
        ModelAndView page = PortalList.of(calls, visitor, "list-devices", "portal/devices", asked, "esiid", "state");
        page.addObject(
                "states",
                List.of(
                        "REQUESTED",
                        "SENT_TO_METER",
                        "JOIN_OPEN",
                        "JOINED",
                        "JOIN_TIMEOUT",
                        "REJECTED",
                        "REMOVE_REQUESTED",
                        "REMOVED"));
        return page;
    }

    @GetMapping("/portal/devices/new")
    public ModelAndView blank(@RequestAttribute Staff staff, @RequestParam(defaultValue = "") String esiid) {
        staff.require(Right.DEVICES);
        return form(PortalForm.begun(Map.of("joinDays", "7", "esiid", esiid)));
    }

    @PostMapping("/portal/devices")
    public ModelAndView add(
            @AuthenticationPrincipal Visitor visitor, @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("esiid", form.text("esiid"));
        body.put("device", form.text("device"));
        body.put("installCode", form.text("installCode"));
        form.number("joinDays").ifPresent(days -> body.put("joinDays", days));
        if (form.isFaulty()) {
            return form(form);
        }
        Answer answer = calls.post(visitor, "add-device", Map.of(), body, form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(
                    answer,
                    Map.of("HAN-107", "installCode", "HAN-201", "device", "HAN-207", "device", "HAN-202", "esiid"));
            return form(form);
        }
        return new ModelAndView("redirect:/portal/devices/" + answer.text("id") + "?done=added");
    }

    @GetMapping("/portal/devices/{id}")
    public ModelAndView one(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam(defaultValue = "") String done) {
        Answer answer = calls.shown(visitor, "get-device", Map.of("deviceId", id));
        ModelAndView page = new ModelAndView("portal/device");
        page.addObject("one", answer.body());
        page.addObject("done", done);
        if (UNDER_WAY.contains(answer.text("state"))) {
            page.addObject("watch", "5; url=/portal/devices/" + id + "?watch");
        }
        return page;
    }

    @GetMapping("/portal/devices/{id}/remove")
    public ModelAndView askToRemove(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        Answer answer = calls.shown(visitor, "get-device", Map.of("deviceId", id));
        return Confirmation.of(
                "devices",
                "Remove this device?",
                "The meter forgets " + answer.text("device")
                        + ". To bring it back you add it again with its install code.",
                "Remove it",
                "/portal/devices/" + answer.text("id"),
                "/remove");
    }

    @PostMapping("/portal/devices/{id}/remove")
    public String remove(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @RequestParam String formKey) {
        calls.done(visitor, "remove-device", Map.of("deviceId", id), Map.of(), formKey);
        return "redirect:/portal/devices/" + id + "?done=removing";
    }

    private static ModelAndView form(PortalForm form) {
        ModelAndView page = new ModelAndView(
                "portal/device-new", form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        return page;
    }
}
