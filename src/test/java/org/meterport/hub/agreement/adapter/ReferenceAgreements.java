package org.meterport.hub.agreement.adapter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.AgreementState;

/**
 * What the life of agreements of one company and one customer should be, said a second time and as plainly as possible:
 * no database, no locks, no events. Every command answers with the code of its refusal, or {@code "ok"}.
 */
final class ReferenceAgreements {

    static final String OK = "ok";
    private static final ZoneId TEXAS = ZoneId.of("America/Chicago");

    final List<Entry> entries = new ArrayList<>();
    private final Set<String> homes = new HashSet<>();
    private boolean suspended;

    ReferenceAgreements(List<String> homes) {
        this.homes.addAll(homes);
    }

    /** One agreement; months 0 stands for one-time data, or for a device kind's open end. */
    static final class Entry {
        final AgreementKind kind;
        final int months;
        final boolean once;
        final List<String> esiids;
        final Set<String> left;
        AgreementState state = AgreementState.VALIDATED;
        int sends = 1;

        @Nullable
        Instant expiresAt;

        @Nullable
        Instant startsAt;

        @Nullable
        Instant endsAt;

        Entry(AgreementKind kind, int months, boolean once, List<String> esiids) {
            this.kind = kind;
            this.months = months;
            this.once = once;
            this.esiids = esiids;
            this.left = new HashSet<>(esiids);
        }

        boolean open(Instant now) {
            return state.isOpen() && expiresAt != null && now.isBefore(expiresAt);
        }

        boolean inForce(Instant now) {
            return state == AgreementState.ACTIVE && (endsAt == null || now.isBefore(endsAt));
        }

        void begin(Instant now) {
            state = AgreementState.ACTIVE;
            startsAt = now;
            endsAt = months == 0 ? null : now.atZone(TEXAS).plusMonths(months).toInstant();
        }
    }

    String invite(AgreementKind kind, int months, boolean once, List<String> esiids, Instant now) {
        if (suspended) {
            return "PTY-201";
        }
        if (!homes.containsAll(esiids)) {
            return "AGR-106";
        }
        // what is due there is written down, whether or not something new takes its place
        entries.stream()
                .filter(other -> other.kind == kind && esiids.stream().anyMatch(other.left::contains))
                .forEach(other -> writeDown(other, now));
        for (String esiid : esiids) {
            for (Entry other : entries) {
                if (other.kind == kind && other.left.contains(esiid) && other.inForce(now)) {
                    return "AGR-108";
                }
            }
            for (Entry other : entries) {
                if (other.kind == kind && other.left.contains(esiid) && other.open(now)) {
                    return "AGR-107";
                }
            }
        }
        var made = new Entry(kind, months, once, esiids);
        made.expiresAt = now.plus(Duration.ofDays(30));
        entries.add(made);
        return OK;
    }

    void mailed(Entry entry) {
        if (entry.state == AgreementState.VALIDATED) {
            entry.state = AgreementState.INVITED;
        }
    }

    String resend(Entry entry, Instant now) {
        Optional<String> refused = unlessOpen(entry, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (entry.sends == 2) {
            return "AGR-307";
        }
        if (entry.state == AgreementState.VALIDATED) {
            return "AGR-305";
        }
        entry.sends++;
        return OK;
    }

    /** @param admitted whether a yes may be said: no account is needed, or the customer has signed in */
    String answer(Entry entry, boolean yes, boolean admitted, Instant now) {
        if (yes && !admitted) {
            return "AGR-309";
        }
        Optional<String> refused = unlessOpen(entry, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!yes) {
            entry.state = AgreementState.REJECTED;
            return OK;
        }
        if (!homes.containsAll(entry.esiids)) {
            return "AGR-308";
        }
        entry.begin(now);
        return OK;
    }

    String withdraw(Entry entry, Instant now) {
        Optional<String> refused = unlessOpen(entry, now);
        if (refused.isEmpty()) {
            entry.state = AgreementState.WITHDRAWN;
        }
        return refused.orElse(OK);
    }

    String end(Entry entry, boolean byCustomer, Instant now) {
        Optional<String> refused = unlessInForce(entry, now);
        if (refused.isEmpty()) {
            entry.state = byCustomer ? AgreementState.TERMINATED_BY_CUSTOMER : AgreementState.TERMINATED_BY_TP;
        }
        return refused.orElse(OK);
    }

    String renew(Entry entry, Instant now) {
        if (entry.months == 0) {
            return "AGR-103";
        }
        Optional<String> refused = unlessInForce(entry, now);
        if (refused.isPresent()) {
            return refused.get();
        }
        entry.state = AgreementState.COMPLETED;
        // premises the customer has left are not renewed
        var next = new Entry(
                entry.kind,
                entry.months,
                false,
                entry.esiids.stream().filter(entry.left::contains).toList());
        next.begin(now);
        next.sends = 0;
        entries.add(next);
        return OK;
    }

    void delivered(String esiid, Instant now) {
        for (Entry entry : entries) {
            if (entry.once && !suspended && entry.inForce(now) && entry.left.remove(esiid) && entry.left.isEmpty()) {
                entry.state = AgreementState.COMPLETED;
            }
        }
    }

    void moveOut(String esiid) {
        if (!homes.remove(esiid)) {
            return;
        }
        for (Entry entry : entries) {
            if (entry.state.isOpen() && entry.left.contains(esiid)) {
                entry.state = AgreementState.INVITE_EXPIRED;
            } else if (entry.state == AgreementState.ACTIVE && entry.left.remove(esiid) && entry.left.isEmpty()) {
                entry.state = AgreementState.TERMINATED_MOVE_OUT;
            }
        }
    }

    void moveIn(String esiid) {
        homes.add(esiid);
    }

    void suspend() {
        suspended = true;
        for (Entry entry : entries) {
            if (entry.state.isOpen()) {
                entry.state = AgreementState.WITHDRAWN;
            } else if (entry.state == AgreementState.ACTIVE) {
                entry.state = AgreementState.TERMINATED_TP_REVOKED;
            }
        }
    }

    void approve() {
        suspended = false;
    }

    /** What the hub's timed flow writes down. */
    void advance(Instant now) {
        entries.forEach(entry -> writeDown(entry, now));
    }

    boolean live(AgreementKind kind, String esiid, Instant now) {
        return !suspended
                && entries.stream()
                        .anyMatch(entry -> entry.kind == kind && entry.left.contains(esiid) && entry.inForce(now));
    }

    private static void writeDown(Entry entry, Instant now) {
        if (entry.state.isOpen() && !entry.open(now)) {
            entry.state = AgreementState.INVITE_EXPIRED;
        } else if (entry.state == AgreementState.ACTIVE && !entry.inForce(now)) {
            entry.state = AgreementState.COMPLETED;
        }
    }

    private static Optional<String> unlessOpen(Entry entry, Instant now) {
        return switch (entry.state) {
            case DRAFT, VALIDATED, INVITED -> entry.open(now) ? Optional.empty() : Optional.of("AGR-304");
            case ACTIVE -> Optional.of("AGR-301");
            case REJECTED -> Optional.of("AGR-302");
            case WITHDRAWN -> Optional.of("AGR-303");
            case INVITE_EXPIRED -> Optional.of("AGR-304");
            case COMPLETED, TERMINATED_BY_CUSTOMER, TERMINATED_BY_TP, TERMINATED_MOVE_OUT, TERMINATED_TP_REVOKED ->
                Optional.of("AGR-306");
        };
    }

    private static Optional<String> unlessInForce(Entry entry, Instant now) {
        return switch (entry.state) {
            case DRAFT, VALIDATED, INVITED -> Optional.of("AGR-305");
            case ACTIVE -> entry.inForce(now) ? Optional.empty() : Optional.of("AGR-306");
            case REJECTED,
                    WITHDRAWN,
                    INVITE_EXPIRED,
                    COMPLETED,
                    TERMINATED_BY_CUSTOMER,
                    TERMINATED_BY_TP,
                    TERMINATED_MOVE_OUT,
                    TERMINATED_TP_REVOKED -> unlessOpen(entry, now);
        };
    }
}
