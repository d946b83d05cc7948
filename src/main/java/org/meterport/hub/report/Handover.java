package org.meterport.hub.report;

import org.meterport.hub.outbox.Outbox;

/** What follows on a finished file, in one transaction of the operator. */
@FunctionalInterface
public interface Handover {

    /** Queue of files to take to another server; the body is the report's id. */
    String QUEUE = "report.deliver.v1";

    /** Where the file stands in the Third Party's folder with that: its agreements and its report are told so. */
    static Handover toOwnFolder(Reports reports, Delivered delivered) {
        return (report, bytes) -> {
            delivered.note(report);
            reports.finish(report.id(), Report.Status.DELIVERED, bytes);
        };
    }

    /** Where it has yet to go to another server. */
    static Handover toQueue(Outbox outbox) {
        return (report, bytes) -> outbox.owe(QUEUE, report.id());
    }

    /** @param bytes size of the file */
    void finished(Report report, long bytes);

    /** Tells agreements on one-time data that theirs has been delivered. */
    @FunctionalInterface
    interface Delivered {

        void note(Report report);
    }
}
