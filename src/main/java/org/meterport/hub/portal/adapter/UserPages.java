package org.meterport.hub.portal.adapter;

import java.util.List;
import java.util.Map;
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

/** The company's users and their rights, for its administrators. */
@Controller
public class UserPages {

    private static final List<String> RIGHTS = List.of("AGREEMENTS", "REPORTS", "DEVICES", "API_KEYS");
    private static final Map<String, String> FIELDS = Map.of("PTY-402", "userName");

    private final PortalCalls calls;

    UserPages(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping("/portal/users")
    public ModelAndView list(@AuthenticationPrincipal Visitor visitor, @RequestParam(defaultValue = "") String done) {
        ModelAndView page = new ModelAndView("portal/users");
        page.addObject(
                "items", calls.shown(visitor, "list-users", Map.of()).body().get("items"));
        page.addObject("done", done);
        return page;
    }

    @GetMapping("/portal/users/new")
    public ModelAndView blank(@RequestAttribute Staff staff) {
        staff.requireAdministrator();
        return form("portal/user-new", PortalForm.begun(Map.of()));
    }

    @PostMapping("/portal/users")
    public ModelAndView add(
            @AuthenticationPrincipal Visitor visitor, @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Answer answer = calls.post(
                visitor,
                "add-user",
                Map.of(),
                Map.of(
                        "userName", form.text("userName"),
                        "secret", form.text("secret"),
                        "administrator", form.has("administrator", "yes"),
                        "rights", rights(form)),
                form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, FIELDS);
            return form("portal/user-new", form);
        }
        return new ModelAndView("redirect:/portal/users?done=added");
    }

    @GetMapping("/portal/users/{name}")
    public ModelAndView one(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String name,
            @RequestParam(defaultValue = "") String done) {
        return person(visitor, name, PortalForm.begun(Map.of()), done);
    }

    @PostMapping("/portal/users/{name}")
    public ModelAndView change(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        return changed(
                visitor,
                name,
                form,
                Map.of("administrator", form.has("administrator", "yes"), "rights", rights(form)),
                "rights");
    }

    @PostMapping("/portal/users/{name}/secret")
    public ModelAndView secret(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        Answer answer = calls.post(
                visitor,
                "change-secret",
                Map.of("userName", name),
                Map.of("secret", form.text("secret")),
                form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, Map.of("PTY-105", "secret"));
            return person(visitor, name, form, "");
        }
        return new ModelAndView("redirect:/portal/users/" + name + "?done=secret");
    }

    @PostMapping("/portal/users/{name}/status")
    public ModelAndView status(
            @AuthenticationPrincipal Visitor visitor,
            @PathVariable String name,
            @RequestParam MultiValueMap<String, String> sent) {
        PortalForm form = PortalForm.sent(sent);
        return changed(visitor, name, form, Map.of("status", form.text("status")), "status");
    }

    @GetMapping("/portal/users/{name}/remove")
    public ModelAndView askToRemove(@RequestAttribute Staff staff, @PathVariable String name) {
        staff.requireAdministrator();
        return Confirmation.of(
                "users",
                "Remove " + name + " for good?",
                "The user is signed out at once, its tokens stop, and the name cannot be used again. To stop it for a"
                        + " while, suspend it instead.",
                "Remove " + name,
                "/portal/users/" + name,
                "/remove");
    }

    @PostMapping("/portal/users/{name}/remove")
    public String remove(
            @AuthenticationPrincipal Visitor visitor, @PathVariable String name, @RequestParam String formKey) {
        calls.done(visitor, "change-user", Map.of("userName", name), Map.of("status", "REVOKED"), formKey);
        return "redirect:/portal/users?done=removed";
    }

    private ModelAndView changed(
            Visitor visitor, String name, PortalForm form, Map<String, Object> change, String done) {
        Answer answer = calls.post(visitor, "change-user", Map.of("userName", name), change, form.text("formKey"));
        if (answer.isRefused()) {
            form.refuse(answer, Map.of());
            return person(visitor, name, form, "");
        }
        return new ModelAndView("redirect:/portal/users/" + name + "?done=" + done);
    }

    private ModelAndView person(Visitor visitor, String name, PortalForm form, String done) {
        Answer all = calls.shown(visitor, "list-users", Map.of());
        Map<String, Object> found = all.items("items").stream()
                .filter(user -> name.equals(user.get("userName")))
                .findFirst()
                .orElseThrow(() -> new Refused(new Answer(
                        HttpStatus.NOT_FOUND.value(),
                        Map.of("title", "There is no such user", "detail", "Look in the list of users."))));
        ModelAndView page = form("portal/user", form);
        page.addObject("one", found);
        page.addObject("done", done);
        return page;
    }

    private static List<String> rights(PortalForm form) {
        return form.ticked("rights").stream().filter(RIGHTS::contains).toList();
    }

    private static ModelAndView form(String view, PortalForm form) {
        ModelAndView page = new ModelAndView(view, form.isFaulty() ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK);
        page.addObject("form", form);
        page.addObject("rights", RIGHTS);
        return page;
    }
}
