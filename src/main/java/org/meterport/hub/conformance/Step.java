package org.meterport.hub.conformance;

import java.util.Set;

/** One thing a company's programs show. Each can be shown by the own API or by SMT's. */
public enum Step {
    INVITATION(
            "Invite the customer of the rehearsal home: POST /api/v1/invitations or /v2/NewAgreement/, with your company's"
                    + " own mail address as the customer's. The mail comes to you.",
            "create-invitations",
            "smt-new-agreement"),
    AGREEMENT(
            "Say yes with the link in that mail, then see the agreement in force: GET /api/v1/agreements or"
                    + " /v2/myagreements/.",
            "list-agreements",
            "get-agreement",
            "smt-my-agreements"),
    INTERVALS(
            "Read 15-minute intervals of the rehearsal home: GET /api/v1/usage/{esiid}/intervals,"
                    + " POST /api/v1/rebranding/usage or /v2/15minintervalreads/.",
            "read-intervals",
            "rebrand-usage",
            "smt-15-minute-interval-reads"),
    REPORT(
            "Ask for a report on the rehearsal home: POST /api/v1/reports or /v2/dailyreads/ with deliveryMode FTP.",
            "request-report",
            "smt-15-minute-interval-reads",
            "smt-daily-reads",
            "smt-monthly-billing-information"),
    REPORT_STATUS(
            "Ask how that report stands: GET /api/v1/reports/{reportId} or /v2/reportrequeststatus/.",
            "get-report",
            "smt-report-request-status");

    private final String task;
    /** A copy that cannot be changed, which its type does not say. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<String> operations;

    Step(String task, String... operations) {
        this.task = task;
        this.operations = Set.of(operations);
    }

    /** What to do, for the company's engineers. */
    public String task() {
        return task;
    }

    /** The calls that can show it. */
    public Set<String> operations() {
        return operations;
    }
}
