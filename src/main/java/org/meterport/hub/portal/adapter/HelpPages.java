package org.meterport.hub.portal.adapter;

import java.io.IOException;
import java.util.Map;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Help on each page, the questions people ask, and the guides: for whoever has an account. */
@Controller
public class HelpPages {

    private final Guides guides;
    private final String desk;

    /** @param desk how to reach the operator's help desk */
    HelpPages(Guides guides, String desk) {
        this.guides = guides;
        this.desk = desk;
    }

    @GetMapping("/portal/help")
    public String help(Model model) throws IOException {
        model.addAttribute("guides", guides.listed());
        model.addAttribute("html", guides.help());
        model.addAttribute("desk", desk);
        return "portal/help";
    }

    @GetMapping("/portal/guides/{name}")
    public String guide(@PathVariable String name, Model model) throws IOException {
        Guides.Guide guide = guides.find(name)
                .orElseThrow(() -> new Refused(new Answer(
                        HttpStatus.NOT_FOUND.value(),
                        Map.of("title", "There is no such guide", "detail", "The guides are listed under Help."))));
        model.addAttribute("guide", guide);
        return "portal/guide";
    }

    /** Whatever else has an address in the portal. */
    @GetMapping("/portal/**")
    public String nothing() {
        throw new Refused(new Answer(
                HttpStatus.NOT_FOUND.value(),
                Map.of("title", "There is nothing here", "detail", "Take one of the pages in the menu.")));
    }
}
