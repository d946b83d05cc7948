package org.meterport.hub.ondemand;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.components.intervalfile.DayGrid;
import org.meterport.hub.agreement.DataKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.ondemand.OnDemandRead.Status;
import org.meterport.hub.outbox.Outbox;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.usage.ReadIntervals;
import org.meterport.hub.usage.UsageProblem;

/** Accepts an on-demand read: on record, counted, and owed to its queue in the caller's transaction. */
public final class RequestOnDemandRead {

    /** Queue of reads to take; the body is the read's id. */
    public static final String QUEUE = "ondemand.read.v1";

    private static final int URGENT = 7;

    private final OnDemandReads reads;
    private final Grants grants;
    private final Outbox outbox;
    private final Ids ids;
    private final InstantSource clock;
    private final Limits limits;

    /**
     * What meters and utilities can bear.
     *
     * @param perTdspAndDay of all Third Parties together
     * @param betweenReads of one ESIID by one Third Party
     * @param deadline how long a read may take
     */
    public record Limits(int perTdspAndDay, Duration betweenReads, Duration deadline) {

        public Limits {
            if (perTdspAndDay < 1 || betweenReads.isNegative() || deadline.toSeconds() < 1) {
                throw new IllegalArgumentException(
                        "meterport.ondemand: per-tdsp-and-day is at least 1, between-reads not below zero, deadline at"
                                + " least 1s");
            }
        }
    }

    public RequestOnDemandRead(
            OnDemandReads reads, Grants grants, Outbox outbox, Ids ids, InstantSource clock, Limits limits) {
        this.reads = reads;
        this.grants = grants;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Accepts the request. Called in a transaction of the Third Party.
     *
     * @throws Rejection for an ESIID that is none, without a continuous agreement on daily data, too soon after the last
     *     read of this meter, or when the utility takes no more today
     */
    public OnDemandRead accept(ThirdPartyId thirdParty, String text) {
        String esiid = ReadIntervals.esiid(text);
        Instant now = clock.instant();
        if (!granted(grants, thirdParty, esiid).containsKey(esiid)) {
            throw noGrant(esiid);
        }
        LocalDate today = LocalDate.ofInstant(now, DayGrid.CENTRAL);
        if (!reads.take(esiid, today, limits.perTdspAndDay())) {
            throw new Rejection(
                    OnDemandProblem.QUOTA_SPENT,
                    "The utility takes " + limits.perTdspAndDay() + " on-demand reads a day, and they are spent; ask"
                            + " again tomorrow, or read the daily data.",
                    Duration.between(now, today.plusDays(1).atStartOfDay(DayGrid.CENTRAL)));
        }
        // the utility's row is held now, so a second call at the same moment sees this one's read
        Duration since =
                reads.lastAsked(esiid).map(last -> Duration.between(last, now)).orElse(limits.betweenReads());
        if (since.compareTo(limits.betweenReads()) < 0) {
            Duration wait = limits.betweenReads().minus(since);
            throw new Rejection(
                    OnDemandProblem.TOO_SOON,
                    "You asked this meter " + since.toSeconds() + " seconds ago; wait another "
                            + Math.max(1, wait.toSeconds()) + " seconds, or ask for the status of that read.",
                    wait);
        }
        var read = new OnDemandRead(
                ids.next("odr_"),
                thirdParty,
                esiid,
                Status.PENDING,
                now,
                now.plus(limits.deadline()),
                Optional.empty(),
                Optional.empty());
        reads.add(read);
        outbox.owe(QUEUE, read.id(), Map.of(), URGENT);
        return read;
    }

    /** A register read is daily data; one-time agreements are on data that is there, not for asking meters. */
    static Map<String, String> granted(Grants grants, ThirdPartyId thirdParty, String esiid) {
        return grants.continuous(thirdParty, List.of(esiid), DataKind.DAILY);
    }

    static Rejection noGrant(String esiid) {
        return new Rejection(
                UsageProblem.NO_GRANT,
                "There is no live continuous energy data agreement on daily data for ESIID " + esiid
                        + "; invite the customer first.");
    }
}
