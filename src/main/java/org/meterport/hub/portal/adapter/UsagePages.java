package org.meterport.hub.portal.adapter;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.portal.UsageChart;
import org.meterport.hub.portal.UsageChart.Reading;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.meterport.hub.signin.Visitor;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The readings of one ESIID, drawn and in a table, with what is estimated and what is missing. */
@Controller
public class UsagePages {

    private static final ZoneId CENTRAL = ZoneId.of("America/Chicago");
    private static final int QUARTER_HOUR = 900;
    private static final int SLOTS_DRAWN = 300;

    private final PortalCalls calls;
    private final InstantSource clock;

    UsagePages(PortalCalls calls, InstantSource clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @GetMapping("/portal/usage")
    public ModelAndView usage(
            @AuthenticationPrincipal Visitor visitor,
            @RequestAttribute Staff staff,
            @RequestParam Map<String, String> asked) {
        staff.require(Right.REPORTS);
        LocalDate today = LocalDate.ofInstant(clock.instant(), CENTRAL);
        PortalForm form = PortalForm.begun(Map.of(
                "esiid", asked.getOrDefault("esiid", ""),
                "from", asked.getOrDefault("from", today.minusDays(8).toString()),
                "to", asked.getOrDefault("to", today.minusDays(1).toString()),
                "view", asked.getOrDefault("view", "INTERVAL"),
                "channel", asked.getOrDefault("channel", "CONSUMPTION")));
        if (form.text("esiid").isEmpty()) {
            return page(form, HttpStatus.OK);
        }
        Answer answer = calls.post(
                visitor,
                "rebrand-usage",
                Map.of(),
                Map.of(
                        "esiid",
                                form.words("esiid").isEmpty()
                                        ? ""
                                        : form.words("esiid").get(0),
                        "view", form.text("view"),
                        "from", form.text("from"),
                        "to", form.text("to"),
                        "channel", form.text("channel")),
                "");
        if (answer.isRefused()) {
            form.refuse(answer, Map.of("USG-101", "esiid", "USG-102", "from", "USG-103", "from"));
            return page(form, HttpStatusCode.valueOf(answer.status()));
        }
        ModelAndView page = page(form, HttpStatus.OK);
        page.addObject("usage", answer.body());
        List<Map<String, Object>> items = answer.items("items");
        page.addObject("items", items);
        page.addObject("chart", UsageChart.of(form.text("view").equals("MONTHLY") ? months(items) : days(items)));
        if (items.size() == 1 && items.get(0).containsKey("quality")) {
            page.addObject("slots", slots(items.get(0)));
        }
        return page;
    }

    /** A bar for each interval of a few days, for each day of more. */
    private static List<Reading> days(List<Map<String, Object>> items) {
        int slots = items.stream()
                .mapToInt(item -> String.valueOf(item.get("quality")).length())
                .sum();
        if (slots <= SLOTS_DRAWN) {
            return items.stream().flatMap(item -> slots(item).stream()).toList();
        }
        Map<String, Reading> days = new TreeMap<>();
        for (Map<String, Object> item : items) {
            String day = String.valueOf(item.get("day"));
            boolean missing = number(item, "missing") > 0;
            boolean estimated = number(item, "estimated") > 0;
            days.merge(day, new Reading(day, number(item, "totalEnergyWh"), estimated, missing), Reading::plus);
        }
        return new ArrayList<>(days.values());
    }

    private static List<Reading> months(List<Map<String, Object>> items) {
        return items.stream()
                .map(item ->
                        new Reading(item.get("from") + " to " + item.get("to"), number(item, "energyWh"), false, false))
                .toList();
    }

    private static List<Reading> slots(Map<String, Object> item) {
        String quality = String.valueOf(item.get("quality"));
        List<?> energy = item.get("energyWh") instanceof List<?> list ? list : List.of();
        Instant start = Instant.parse(String.valueOf(item.get("startsAt")));
        List<Reading> readings = new ArrayList<>(quality.length());
        for (int i = 0; i < quality.length(); i++) {
            String at = start.plusSeconds((long) QUARTER_HOUR * i)
                    .atZone(CENTRAL)
                    .toLocalDateTime()
                    .toString()
                    .replace('T', ' ');
            readings.add(new Reading(
                    at,
                    i < energy.size() && energy.get(i) instanceof Number wh ? wh.longValue() : 0,
                    quality.charAt(i) == 'E',
                    quality.charAt(i) == '-'));
        }
        return readings;
    }

    private static long number(Map<String, Object> item, String name) {
        return item.get(name) instanceof Number number ? number.longValue() : 0;
    }

    private static ModelAndView page(PortalForm form, HttpStatusCode status) {
        ModelAndView page = new ModelAndView("portal/usage", status);
        page.addObject("form", form);
        return page;
    }
}
