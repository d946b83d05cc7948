package org.meterport.hub.rebranding.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.api.ApiProblem;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.JsonBodies;
import org.meterport.hub.audit.Disclosure.Way;
import org.meterport.hub.rebranding.RenderedUsage;
import org.meterport.hub.rebranding.ShowUsage;
import org.meterport.hub.rebranding.ShownUsage;
import org.meterport.hub.rebranding.UsageQuestion;
import org.meterport.hub.rebranding.UsageQuestion.View;
import org.meterport.hub.rebranding.UsageRows;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;
import org.meterport.hub.usage.UsageStore.Channels;
import org.meterport.hub.usage.adapter.IntervalView;
import org.springframework.dao.DataAccessException;

/** Both ends of the flow {@code rebrand-usage}: from the call to a question, and from rows to the answer. */
public final class RebrandingApi {

    private static final String REQUEST = "meterportRebrandingRequest";
    private static final String QUESTION = "meterportRebrandingQuestion";

    /** SQLSTATE query_canceled: the statement's time was up. */
    private static final String CANCELLED = "57014";

    private static final int MOST_DAYS = 400;

    private final ShowUsage showUsage;
    private final JsonBodies bodies;
    private final boolean sourceIsElsewhere;

    /** @param sourceIsElsewhere whether the grant is looked at before the source is asked, too */
    public RebrandingApi(ShowUsage showUsage, JsonBodies bodies, boolean sourceIsElsewhere) {
        this.showUsage = showUsage;
        this.bodies = bodies;
        this.sourceIsElsewhere = sourceIsElsewhere;
    }

    /** Replaces the call by its question. */
    public void ask(Exchange exchange) {
        ApiRequest request = exchange.getMessage().getBody(ApiRequest.class);
        JsonNode body = request.body();
        var question = new UsageQuestion(
                request.thirdParty(),
                ReadIntervals.esiid(body.path("esiid").asText()),
                View.valueOf(body.path("view").asText()),
                day(body, "from"),
                day(body, "to"),
                Channels.valueOf(body.path("channel").asText(Channels.CONSUMPTION.name())),
                request.caller().filter(ApiCaller::atPortal).isPresent() ? Way.PORTAL : Way.API);
        if (ChronoUnit.DAYS.between(question.from(), question.to()) > MOST_DAYS) {
            throw new Rejection(
                    UsageProblem.RANGE_INVALID, "A call reaches over at most " + MOST_DAYS + " days; ask in parts.");
        }
        if (sourceIsElsewhere) {
            showUsage.check(question, request.requestId());
        }
        exchange.setProperty(REQUEST, request);
        exchange.setProperty(QUESTION, question);
        exchange.getMessage().setBody(question);
    }

    /** Replaces the source's rows by the answer. */
    public void show(Exchange exchange) {
        ApiRequest request = exchange.getProperty(REQUEST, ApiRequest.class);
        UsageQuestion question = exchange.getProperty(QUESTION, UsageQuestion.class);
        UsageRows rows = exchange.getMessage().getBody(UsageRows.class);
        Optional<String> known = Optional.of(request.body().path("ifNoneMatch").asText())
                .filter(text -> !text.isEmpty())
                .map(text -> text.replace("\"", ""));
        try {
            RenderedUsage shown = showUsage.show(
                    question, rows, known, request.requestId(), usage -> bodies.of(view(question, usage)));
            exchange.getMessage()
                    .setBody(new ApiReply(
                            200,
                            Map.of("ETag", "\"" + shown.version() + "\"", "Cache-Control", "private, no-cache"),
                            shown.body()));
        } catch (DataAccessException failed) {
            if (failed.getMostSpecificCause() instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                throw new Rejection(
                        ApiProblem.DEADLINE_PASSED, "The readings could not be fetched in time; try again shortly.");
            }
            throw failed;
        }
    }

    private static LocalDate day(JsonNode body, String name) {
        try {
            return LocalDate.parse(body.path(name).asText());
        } catch (DateTimeParseException unreadable) {
            throw new Rejection(UsageProblem.DATE_INVALID, name + " is a local day like 2026-03-09.");
        }
    }

    private static Map<String, Object> view(UsageQuestion question, ShownUsage shown) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("esiid", question.esiid());
        body.put("view", question.view().name());
        body.put("from", question.from().toString());
        body.put("to", question.to().toString());
        body.put("timeZone", DayGrid.CENTRAL.getId());
        body.put("agreementId", shown.agreement());
        body.put("version", shown.version());
        body.put("unchanged", shown.unchanged());
        if (shown.unchanged()) {
            return body;
        }
        if (question.view() == View.INTERVAL) {
            intervals(body, question, shown.days());
        } else {
            List<Map<String, Object>> items =
                    shown.months().stream().map(RebrandingApi::month).toList();
            body.put("complete", !items.isEmpty());
            body.put(
                    "totalEnergyWh",
                    shown.months().stream()
                            .mapToLong(BillingMonth::actualWattHours)
                            .sum());
            body.put("items", items);
        }
        return body;
    }

    private static void intervals(Map<String, Object> body, UsageQuestion question, List<DayReadings> days) {
        Set<LocalDate> there = new HashSet<>();
        long total = 0;
        int estimated = 0;
        int missing = 0;
        List<Map<String, Object>> items = new ArrayList<>(days.size());
        for (DayReadings day : days) {
            there.add(day.day());
            total += day.totalWattHours();
            estimated += day.estimated();
            missing += day.missing();
            items.add(IntervalView.of(day));
        }
        List<String> absent = question.from()
                .datesUntil(question.to().plusDays(1))
                .filter(day -> !there.contains(day))
                .map(LocalDate::toString)
                .toList();
        body.put("intervalSeconds", 900);
        body.put("complete", missing == 0 && absent.isEmpty());
        body.put("totalEnergyWh", total);
        body.put("estimatedIntervals", estimated);
        body.put("missingIntervals", missing);
        body.put("missingDays", absent);
        body.put("items", items);
    }

    private static Map<String, Object> month(BillingMonth month) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("from", month.firstDay().toString());
        item.put("to", month.lastDay().toString());
        item.put("revisedAt", month.revisedAt().toString());
        item.put("energyWh", month.actualWattHours());
        month.demand().meteredWatts().ifPresent(watts -> item.put("meteredW", watts));
        month.demand().billedWatts().ifPresent(watts -> item.put("billedW", watts));
        return item;
    }
}
