package org.meterport.hub.portal.adapter;

import java.util.List;
import java.util.Map;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.meterport.hub.signin.Visitor;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/** What is going on, as far as the visitor may know. */
@Controller
public class HomePage {

    private static final String FEW = "5";

    private final PortalCalls calls;

    HomePage(PortalCalls calls) {
        this.calls = calls;
    }

    @GetMapping({"/portal", "/portal/"})
    public String home(@AuthenticationPrincipal Visitor visitor, @RequestAttribute Staff staff, Model model) {
        if (staff.mayAgreements()) {
            model.addAttribute(
                    "invitations", items(visitor, "list-invitations", Map.of("limit", FEW, "status", "PENDING")));
            model.addAttribute(
                    "agreements", items(visitor, "list-agreements", Map.of("limit", FEW, "status", "ACTIVE")));
        }
        if (staff.mayReports()) {
            model.addAttribute("reports", items(visitor, "list-reports", Map.of("limit", FEW)));
        }
        if (staff.mayDevices()) {
            model.addAttribute("messages", items(visitor, "list-han-requests", Map.of("limit", FEW)));
        }
        return "portal/home";
    }

    private Object items(Visitor visitor, String operation, Map<String, String> parameters) {
        Answer answer = calls.get(visitor, operation, parameters);
        Object items = answer.body().get("items");
        return answer.isRefused() || items == null ? List.of() : items;
    }
}
