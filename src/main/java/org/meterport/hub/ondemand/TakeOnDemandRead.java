package org.meterport.hub.ondemand;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.meterport.han.headend.MeterReading;
import org.meterport.han.headend.Refusal;
import org.meterport.han.headend.Reply;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.ondemand.OnDemandRead.Failure;
import org.meterport.hub.ondemand.OnDemandRead.Registers;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Transactions;

/**
 * Takes a read to the meter, in two steps around the head-end's own call. A crash between them asks the meter again,
 * which changes nothing there; whichever answer is noted first stays.
 */
public final class TakeOnDemandRead {

    private final Transactions transactions;
    private final OnDemandReads reads;
    private final Grants grants;
    private final InstantSource clock;

    public TakeOnDemandRead(Transactions transactions, OnDemandReads reads, Grants grants, InstantSource clock) {
        this.transactions = transactions;
        this.reads = reads;
        this.grants = grants;
        this.clock = clock;
    }

    /** The ESIID to ask for; empty when the read has ended, by its deadline, its grant or an earlier answer. */
    public Optional<String> begin(String id) {
        Instant now = clock.instant();
        OnDemandRead found = transactions.asOperator(() -> reads.find(id).orElseThrow());
        return transactions.asPartner(found.thirdParty(), () -> {
            OnDemandRead read = reads.lock(id).orElseThrow();
            if (read.isFinal()) {
                return Optional.empty();
            }
            OnDemandRead judged = judged(read.at(now));
            if (judged.isFinal()) {
                reads.end(judged, now);
                return Optional.empty();
            }
            return Optional.of(read.esiid());
        });
    }

    private OnDemandRead judged(OnDemandRead read) {
        if (read.isFinal()
                || RequestOnDemandRead.granted(grants, read.thirdParty(), read.esiid())
                        .containsKey(read.esiid())) {
            return read;
        }
        Rejection ended = RequestOnDemandRead.noGrant(read.esiid());
        return read.failed(new Failure(ended.code(), ended.detail()));
    }

    /** Notes what the head-end said; too late, or without a grant any more, the value is dropped. */
    public void answered(String id, Reply<MeterReading> reply) {
        Instant now = clock.instant();
        OnDemandRead found = transactions.asOperator(() -> reads.find(id).orElseThrow());
        boolean unused = transactions.asPartner(found.thirdParty(), () -> {
            OnDemandRead read = reads.lock(id).orElseThrow();
            if (!read.isFinal()) {
                OnDemandRead judged = judged(read.at(now));
                reads.end(judged.isFinal() ? judged : told(judged, reply), now);
            }
            return true;
        });
    }

    private static OnDemandRead told(OnDemandRead read, Reply<MeterReading> reply) {
        if (reply instanceof Reply.Given<MeterReading> given) {
            MeterReading value = given.value();
            return read.completed(new Registers(value.deliveredWh(), value.receivedWh(), value.at()));
        }
        var refused = (Reply.Refused<MeterReading>) reply;
        return read.failed(failure(refused.refusal()));
    }

    private static Failure failure(Refusal refusal) {
        return switch (refusal) {
            case UNKNOWN_METER ->
                Failure.of(OnDemandProblem.METER_UNKNOWN, "The utility's system knows no meter at this ESIID.");
            case OTHER ->
                Failure.of(
                        OnDemandProblem.METER_SILENT,
                        "The utility's system cannot reach the meter now; ask again later.");
            default ->
                Failure.of(OnDemandProblem.HEAD_END_REFUSED, "The utility's system refused the read: " + refusal + ".");
        };
    }
}
