package org.meterport.hub.portal.adapter;

import java.util.ArrayList;
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

/** Messages to devices: sent with a form, watched target by target, cancelled. */
@Controller
public class MessagePages {

    /** What changes in a moment; a page that shows one reloads itself soon. */
    private static final Set<String> MOVING = Set.of("RECEIVED", "QUEUED", "HEADEND_ACCEPTED");

    /** What changes in the course of an event; a page that shows one reloads itself now and then. */
    private static final Set<String> RUNNING = Set.of("ESI_DELIVERED", "STARTED");

    private static final List<String> STATUSES = List.of(
            "RECEIVED",
            "QUEUED",
            "HEADEND_ACCEPTED",
            "ESI_DELIVERED",
            "DEVICE_DELIVERED",
            "STARTED",
            "COMPLETED",
            "CANCELLED",
            "SUPERSEDED",
            "EXPIRED",
            "REJECTED_BY_HUB",
            "REJECTED_BY_HEADEND",
            "ESI_UNREACHABLE",
            "NO_DEVICE",
            "DEVICE_UNREACHABLE",
            "DEVICE_REJECTED",
            "UNKNOWN");

    private final PortalCalls calls;

    MessagePages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/messages")
    public ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam Map<String, String> asked) {
        return PortalList.of(calls, visitor, "list-han-requests", "portal/messages", asked);
    }

    @GetMapping("/portal/messages/{kind:text|price|load-control|cancel-all}")
    public ModelAndView blank(
            @RequestAttribute Staff staff, @PathVariable String kind, @RequestParam(defaultValue = "") String esiid) {
        staff.require(Right.DEVICES);
        return form(kind, PortalForm.begun(MessageForm.beginning(esiid)));
    }

    @PostMapping("/portal/messages/{kind:text|price|load-control|cancel-all}")
    public ModelAndView send(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String kind,
            @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Map<String, Object> body = MessageForm.body(kind, form);
        if (form.isFaulty()) {
            return form(kind, form);
        }
        Answer answer = calls.post(visitor, MessageForm.operation(kind), Map.of(), body, form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, MessageForm.FIELDS);
            return form(kind, form);
        }
        return new ModelAndView("redirect:/portal/messages/" + answer.text("id") + "?done=sent");
    }

    /** The progress view: how many targets stand where, and the targets by filter. */
    @GetMapping("/portal/messages/{id:han_[0-9a-z]+}")
    public ModelAndView one(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String id,
            @RequestParam Map<String, String> asked) {
        Answer answer = calls.shown(visitor, "get-han-request", Map.of("requestId", id));
        Map<String, String> parameters = PortalList.filtered(asked, "status");
        Map<String, String> kept = new LinkedHashMap<>(parameters);
        parameters.put("requestId", id);
        parameters.put("limit", "50");
        PortalForm.keep(parameters, "cursor", asked.getOrDefault("cursor", ""));
        ModelAndView page = new ModelAndView("portal/message");
        PortalList.fill(page, calls.shown(visitor, "list-han-targets", parameters), kept);
        page.addObject("one", answer.body());
        page.addObject("statuses", STATUSES);
        page.addObject("counts", counts(answer, "counts"));
        page.addObject("deviceCounts", counts(answer, "deviceCounts"));
        page.addObject("done", asked.getOrDefault("done", ""));
        int seconds = untilNextLook(answer);
        if (seconds > 0 && !asked.containsKey("cursor")) {
            String status = kept.containsKey("status") ? "&" + PortalList.query(kept) : "";
            page.addObject("watch", seconds + "; url=/portal/messages/" + id + "?watch" + status);
        }
        return page;
    }

    /** Everything that was told of one target. */
    @GetMapping("/portal/messages/{id:han_[0-9a-z]+}/targets/{index:[0-9]{1,5}}")
    public ModelAndView target(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @PathVariable int index) {
        Answer answer = calls.shown(
                visitor,
                "list-han-targets",
                index == 0
                        ? Map.of("requestId", id, "limit", "1")
                        : Map.of("requestId", id, "limit", "1", "cursor", String.valueOf(index - 1)));
        List<Map<String, Object>> items = answer.items("items");
        if (items.isEmpty()) {
            throw new Refused(new Answer(
                    HttpStatus.NOT_FOUND.value(),
                    Map.of("title", "There is no such target", "detail", "Go back to the message and choose one.")));
        }
        ModelAndView page = new ModelAndView("portal/target");
        page.addObject("one", items.get(0));
        page.addObject("requestId", id);
        return page;
    }

    @GetMapping("/portal/messages/{id:han_[0-9a-z]+}/cancel")
    public ModelAndView askToCancel(@AuthenticationPrincipal Visitor visitor, @PathVariable String id) {
        Answer answer = calls.shown(visitor, "get-han-request", Map.of("requestId", id));
        return Confirmation.of(
                "messages",
                "Cancel this message?",
                "What has not left is dropped, and devices that have it are told to forget it: "
                        + answer.text("targets") + " targets. The cancel is a message of its own that you can watch.",
                "Cancel it",
                "/portal/messages/" + answer.text("id"),
                "/cancel");
    }

    @PostMapping("/portal/messages/{id:han_[0-9a-z]+}/cancel")
    public String cancel(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String id, @RequestParam String formKey) {
        Answer answer = calls.shown(visitor, "get-han-request", Map.of("requestId", id));
        String operation = answer.text("operation").equals("TEXT") ? "cancel-text-message" : "cancel-load-control";
        Answer cancelled = calls.done(visitor, operation, Map.of("requestId", id), Map.of(), formKey);
        return "redirect:/portal/messages/" + cancelled.text("id") + "?done=cancelled";
    }

    /** In seconds; 0 when nothing more will come by itself. */
    private static int untilNextLook(Answer answer) {
        if (!(answer.body().get("counts") instanceof Map<?, ?> counts)) {
            return 0;
        }
        boolean event = answer.text("operation").equals("LOAD_CONTROL");
        if (counts.keySet().stream().map(String::valueOf).anyMatch(MOVING::contains)) {
            return 2;
        }
        return counts.keySet().stream()
                        .map(String::valueOf)
                        .anyMatch(status -> RUNNING.contains(status) || (event && status.equals("DEVICE_DELIVERED")))
                ? 10
                : 0;
    }

    /** In the order in which targets go through them. */
    private static List<Count> counts(Answer answer, String field) {
        List<Count> counts = new ArrayList<>();
        if (answer.body().get(field) instanceof Map<?, ?> all) {
            for (String status : STATUSES) {
                if (all.get(status) instanceof Number number) {
                    counts.add(new Count(status, number.intValue()));
                }
            }
        }
        return counts;
    }

    private static ModelAndView form(String kind, PortalForm form) {
        ModelAndView page = new ModelAndView(
                "portal/message-" + kind, form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        page.addObject("classes", MessageForm.CLASSES);
        page.addObject("criticalities", MessageForm.CRITICALITIES);
        return page;
    }

    /** How many targets stand at one status. */
    public record Count(String status, int targets) {}
}
