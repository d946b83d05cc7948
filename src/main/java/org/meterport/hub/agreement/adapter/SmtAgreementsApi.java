package org.meterport.hub.agreement.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterport.hub.agreement.Actor;
import org.meterport.hub.agreement.Agreement;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementProblem;
import org.meterport.hub.agreement.Agreements;
import org.meterport.hub.agreement.CreateInvitations;
import org.meterport.hub.agreement.EndAgreement;
import org.meterport.hub.agreement.InvitationItem;
import org.meterport.hub.agreement.JudgeInvitation;
import org.meterport.hub.agreement.ManageInvitation;
import org.meterport.hub.api.adapter.ApiReply;
import org.meterport.hub.api.adapter.ApiRequest;
import org.meterport.hub.api.adapter.FirstAnswers;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.premise.Premises;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/**
 * SMT's calls about agreements over the hub's own state: bean {@code smtAgreementsApi}. What SMT's clients suffered from
 * is avoided: status and reason never disagree, every row names its ESIIDs, and asking for one number shows the
 * agreement that is in force for the same ESIIDs as well.
 */
public final class SmtAgreementsApi {

    /** SMT lists what has ended for so long. */
    private static final Duration ENDED_SHOWN = Duration.ofDays(45);

    private static final int MOST_ROWS = 10_000;

    /** The customer reads it where SMT's call has no purpose of its own. */
    private static final String PURPOSE = "Energy services you have agreed on with the company";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("MM/dd/yyyy").withZone(ZoneId.of("America/Chicago"));

    private final CreateInvitations createInvitations;
    private final ManageInvitation manageInvitation;
    private final EndAgreement endAgreement;
    private final Agreements agreements;
    private final Premises premises;
    private final FirstAnswers firstAnswers;
    private final Transactions transactions;
    private final InstantSource clock;

    SmtAgreementsApi(
            CreateInvitations createInvitations,
            ManageInvitation manageInvitation,
            EndAgreement endAgreement,
            Agreements agreements,
            Premises premises,
            FirstAnswers firstAnswers,
            Transactions transactions,
            InstantSource clock) {
        this.createInvitations = createInvitations;
        this.manageInvitation = manageInvitation;
        this.endAgreement = endAgreement;
        this.agreements = agreements;
        this.premises = premises;
        this.firstAnswers = firstAnswers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Operation {@code smt-new-agreement}: asks one customer for continuous energy data of the meters named. */
    public ApiReply create(ApiRequest request) {
        Actor actor = actor(request);
        JsonNode body = request.body();
        if (!body.path("SMTTermsandConditions").asText("Y").equalsIgnoreCase("Y")) {
            throw new Rejection(AgreementProblem.TERMS_NOT_ACCEPTED, "SMTTermsandConditions must be Y.");
        }
        List<String> esiids = new ArrayList<>();
        body.path("customerMeterList")
                .forEach(meter -> esiids.add(meter.path("ESIID").asText()));
        var item = new InvitationItem(
                AgreementKind.ENERGY_DATA.name(),
                esiids,
                body.path("retailCustomerEmail").asText(),
                List.of(),
                false,
                Optional.of(body.path("agreementDuration").asInt()),
                PURPOSE,
                Optional.of(body.path("customerLanguagePreference").asText()).filter(text -> !text.isBlank()));
        Map<String, Premise> known = createInvitations.lookUp(List.of(item));
        var judge = new JudgeInvitation(known);
        judge.judge(item);
        body.path("customerMeterList")
                .forEach(meter -> judge.requireBill(
                        meter.path("ESIID").asText(),
                        meter.path("meterNumber").asText(),
                        meter.path("PUCTRORNumber").asInt()));
        return firstAnswers.once(request, () -> {
            CreateInvitations.Batch batch = createInvitations.create(request.thirdParty(), actor, List.of(item), known);
            CreateInvitations.Result result = batch.results().get(0);
            if (result.refused().isPresent()) {
                throw result.refused().get();
            }
            Map<String, Object> answer = acknowledged(body, batch.id());
            answer.put(
                    "agreementNumber",
                    agreements
                            .find(result.invited().orElseThrow().id())
                            .orElseThrow()
                            .number());
            return ApiReply.ok(answer);
        });
    }

    /** Operation {@code smt-my-agreements}: list and status. */
    public ApiReply list(ApiRequest request) {
        Actor unused = actor(request);
        JsonNode body = request.body();
        Instant now = clock.instant();
        List<Agreement> all = transactions.asPartner(
                request.thirdParty(), () -> agreements.recent(now.minus(ENDED_SHOWN), MOST_ROWS));
        long number = body.path("agreementNumber").asLong();
        String filter = body.path("statusReason").asText();
        Set<String> pinned = new HashSet<>();
        all.stream()
                .filter(agreement -> agreement.number() == number)
                .forEach(agreement -> pinned.addAll(agreement.scope().esiids()));
        List<Map<String, Object>> rows = all.stream()
                .filter(agreement -> number == 0
                        || agreement.number() == number
                        || (agreement.isLive(now)
                                && agreement.scope().esiids().stream().anyMatch(pinned::contains)))
                .filter(agreement -> matches(filter, SmtStatus.of(agreement, now)))
                .map(agreement -> row(agreement, now))
                .toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", body.path("trans_id").asText());
        answer.put("agreementStatusList", rows);
        return ApiReply.ok(answer);
    }

    /** Operation {@code smt-agreement-esiids}: the ESIIDs of one agreement. */
    public ApiReply esiids(ApiRequest request) {
        Actor unused = actor(request);
        JsonNode body = request.body();
        long number = body.path("agreementNumber").asLong();
        Agreement agreement = transactions.asPartner(
                request.thirdParty(), () -> agreements.numbered(number).orElseThrow(() -> unknown(number)));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", body.path("trans_id").asText());
        answer.putAll(row(agreement, clock.instant()));
        return ApiReply.ok(answer);
    }

    /** Operation {@code smt-terminate-agreement}: each agreement of the list on its own. */
    public ApiReply terminate(ApiRequest request) {
        Actor actor = actor(request);
        JsonNode body = request.body();
        Set<Long> theirs = ofTheCustomersNamed(request, body);
        return firstAnswers.once(request, () -> {
            List<Map<String, Object>> faults = new ArrayList<>();
            for (JsonNode line : body.path("agreementList")) {
                long number = line.path("agreementNumber").asLong();
                try {
                    if (!theirs.contains(number)) {
                        throw unknown(number);
                    }
                    end(agreements.numbered(number).orElseThrow(() -> unknown(number)), actor);
                } catch (Rejection refused) {
                    faults.add(Map.of(
                            "agreementNumber", number, "reasonCode", refused.code(), "reason", refused.detail()));
                }
            }
            Map<String, Object> answer = acknowledged(body, request.requestId());
            answer.put("agreementFaultList", faults);
            return ApiReply.ok(answer);
        });
    }

    /** An invitation that is still open is withdrawn; SMT knows both as the end of an agreement. */
    private void end(Agreement agreement, Actor actor) {
        Agreement unused = agreement.state().isOpen()
                ? manageInvitation.withdraw(agreement.invitation().orElseThrow().id(), actor)
                : endAgreement.byThirdParty(agreement.id(), actor);
    }

    /** Which of the agreements belong to the customer whose address stands beside them; looked up as the operator. */
    private Set<Long> ofTheCustomersNamed(ApiRequest request, JsonNode body) {
        return transactions.asOperator(() -> {
            Set<Long> theirs = new HashSet<>();
            for (JsonNode line : body.path("agreementList")) {
                long number = line.path("agreementNumber").asLong();
                String email = line.path("retailCustomerEmail").asText();
                agreements
                        .numbered(number)
                        .filter(agreement -> agreement.thirdParty().equals(request.thirdParty()))
                        .flatMap(agreement -> premises.customer(agreement.customer()))
                        .filter(customer -> email.isBlank() || customer.hasEmail(email))
                        .ifPresent(customer -> theirs.add(number));
            }
            return theirs;
        });
    }

    private static Map<String, Object> row(Agreement agreement, Instant now) {
        SmtStatus status = SmtStatus.of(agreement, now);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("agreementNumber", agreement.number());
        row.put("status", status.code());
        row.put("statusReason", status.reason());
        row.put("esiid", agreement.scope().esiids());
        agreement.scope().term().months().ifPresent(months -> row.put("agreementDuration", months));
        agreement.startsAt().ifPresent(at -> row.put("startDate", DAY.format(at)));
        agreement.endsAt().ifPresent(at -> row.put("endDate", DAY.format(at)));
        return row;
    }

    /** A filter is a code, or a text in SMT's own words. */
    private static boolean matches(String filter, SmtStatus status) {
        return filter.isBlank() || filter.equalsIgnoreCase(status.code()) || filter.equalsIgnoreCase(status.reason());
    }

    private static Map<String, Object> acknowledged(JsonNode body, String correlationId) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trans_id", body.path("trans_id").asText());
        answer.put("correlationId", correlationId);
        answer.put("statusCode", "0");
        answer.put("statusReason", "Request submitted successfully for further processing");
        return answer;
    }

    private static Actor actor(ApiRequest request) {
        String user = request.caller().orElseThrow().userName();
        String named = request.body().path("requestorID").asText();
        if (!named.isEmpty() && !named.equalsIgnoreCase(user)) {
            throw new Rejection(
                    AgreementProblem.OTHER_REQUESTOR,
                    "requestorID must be the user the token was issued to; it is not.");
        }
        return Actor.thirdParty(user);
    }

    private static Rejection unknown(long number) {
        return new Rejection(AgreementProblem.AGREEMENT_UNKNOWN, "You have no such agreement number " + number + ".");
    }
}
