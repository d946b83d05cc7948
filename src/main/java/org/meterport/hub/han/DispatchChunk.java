package org.meterport.hub.han;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Target;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.han.HanMessage.LoadControl;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.shared.Transactions;
import org.meterport.hub.shared.Unavailable;

/**
 * Takes one chunk of a request to the head-end, in two steps around the head-end's own call.
 *
 * <p>A chunk that is delivered again, because the hub died or the head-end was away, is prepared again: targets that
 * have a token or have failed are left alone, and the rest go out in a batch of the same id with the same SEP id and
 * bytes, which the head-end knows if it took it before.
 *
 * <p>A target that may have been taken already, and may not be sent now because its grant, its time or its own cancel
 * came in between, is in doubt. It goes out once more under the same name as work that is too late to be begun: the
 * head-end gives the token if it has it, and refuses it if it has not.
 */
public final class DispatchChunk {

    /** What becomes of an event that another Third Party's event would end. */
    public enum Overlap {
        /** It is sent, and its result line says so. */
        WARN,
        REFUSE
    }

    private static final String OVERLAPS =
            "Another Third Party's event overlaps; a device ends it when this one begins.";

    private final Transactions transactions;
    private final HanRequests requests;
    private final DeviceGrants grants;
    private final DispatchQueue queue;
    private final InstantSource clock;
    private final Overlap overlap;

    public DispatchChunk(
            Transactions transactions,
            HanRequests requests,
            DeviceGrants grants,
            DispatchQueue queue,
            InstantSource clock,
            Overlap overlap) {
        this.transactions = transactions;
        this.requests = requests;
        this.grants = grants;
        this.queue = queue;
        this.clock = clock;
        this.overlap = overlap;
    }

    /**
     * The batch to submit, after the grants have been looked up; empty when no target of the chunk may or need be sent.
     *
     * @throws Unavailable when the chunk cancels what the head-end has not answered for yet
     */
    public Optional<Batch> prepare(Chunk chunk) {
        HanRequest request =
                transactions.asOperator(() -> requests.find(chunk.requestId()).orElseThrow());
        return transactions.asPartner(request.thirdParty(), () -> {
            List<HanTarget> open = requests.lockTargets(chunk.requestId(), chunk.from(), chunk.to()).stream()
                    .filter(target ->
                            target.status() == TargetStatus.RECEIVED || target.status() == TargetStatus.QUEUED)
                    .toList();
            return chunk.doubtful() ? asking(request, open) : sending(request, chunk, open);
        });
    }

    private Optional<Batch> asking(HanRequest request, List<HanTarget> open) {
        List<HanTarget> doubtful =
                open.stream().filter(target -> target.unsent().isPresent()).toList();
        return doubtful.isEmpty()
                ? Optional.empty()
                : Optional.of(DeviceMessages.asking(batch(request, doubtful), request));
    }

    private Optional<Batch> sending(HanRequest request, Chunk chunk, List<HanTarget> open) {
        var judged = new Judged(clock.instant());
        judge(request, withoutUnsent(request, open, judged), judged);
        requests.update(chunk.requestId(), judged.changed);
        if (judged.doubtful) {
            queue.owe(request, new Chunk(chunk.requestId(), chunk.from(), chunk.to(), true));
        }
        return judged.toSend.isEmpty() ? Optional.empty() : Optional.of(batch(request, judged.toSend));
    }

    /** In a cancel: what the head-end never got needs no cancel, and what it may be getting just now must be waited for. */
    private List<HanTarget> withoutUnsent(HanRequest request, List<HanTarget> open, Judged judged) {
        Map<Place, HanTarget> events = requests.targetsAt(
                open.stream().flatMap(target -> target.cancels().stream()).toList());
        List<HanTarget> left = new ArrayList<>();
        for (HanTarget target : open) {
            HanTarget event = target.cancels().map(events::get).orElse(null);
            if (event == null || !judged.now.isBefore(request.expiresAt())) {
                left.add(target);
            } else if (event.status() == TargetStatus.RECEIVED || event.status() == TargetStatus.QUEUED) {
                throw new Unavailable("dispatch", "what is to be cancelled is on its way to the head-end", null);
            } else if (CancelMessages.neverSent(event)) {
                judged.changed.add(target.ended(
                        TargetStatus.COMPLETED,
                        HanProblem.TAKEN_BACK.code(),
                        "What it takes back was never sent.",
                        judged.now));
            } else {
                left.add(target);
            }
        }
        return left;
    }

    private void judge(HanRequest request, List<HanTarget> open, Judged judged) {
        Set<String> live = grants.live(
                request.thirdParty(),
                open.stream().map(HanTarget::esiid).distinct().toList(),
                AgreementKind.IN_HOME_DEVICE_SERVICES);
        boolean expired = !judged.now.isBefore(request.expiresAt());
        Set<Target> overlapped = request.message() instanceof LoadControl && !expired && !open.isEmpty()
                ? requests.overlapped(
                        request, open.stream().map(HanTarget::address).toList())
                : Set.of();
        for (HanTarget target : open) {
            if (expired) {
                judged.held(target, HanProblem.EXPIRED, TargetStatus.EXPIRED, "It was not sent in time.");
            } else if (target.isTakenBack()) {
                judged.held(target, HanProblem.TAKEN_BACK, TargetStatus.CANCELLED, "It was cancelled on its way.");
            } else if (!live.contains(target.esiid())) {
                judged.held(
                        target,
                        HanProblem.NO_SERVICES_GRANT,
                        TargetStatus.REJECTED_BY_HUB,
                        "There is no live in-home device services agreement for this ESIID.");
            } else if (!overlapped.contains(target.address())) {
                judged.sent(target, Optional.empty());
            } else if (overlap == Overlap.WARN || target.status() == TargetStatus.QUEUED) {
                judged.sent(target, Optional.of(OVERLAPS));
            } else {
                judged.changed.add(target.ended(
                        TargetStatus.REJECTED_BY_HUB,
                        HanProblem.OVERLAP.code(),
                        "Another Third Party's event overlaps; this hub sends no event over another's.",
                        judged.now));
            }
        }
    }

    /** Notes what the head-end said of each target of the batch. */
    public void answered(Chunk chunk, Batch batch, List<Answer> answers) {
        transactions.operatorDoes(() -> {
            Map<Target, HanTarget> open = new HashMap<>();
            for (HanTarget target : requests.lockTargets(chunk.requestId(), chunk.from(), chunk.to())) {
                if (target.status() == TargetStatus.QUEUED) {
                    open.put(target.address(), target);
                }
            }
            List<HanTarget> changed = new ArrayList<>();
            Instant now = clock.instant();
            for (int i = 0; i < answers.size(); i++) {
                HanTarget target = open.get(batch.targets().get(i));
                if (target == null) {
                    continue;
                }
                if (answers.get(i) instanceof Answer.Accepted accepted) {
                    changed.add(target.taken(accepted.token().value(), now));
                } else if (answers.get(i) instanceof Answer.Refused refused) {
                    changed.add(target.unsent()
                            .map(status -> target.moved(status, now))
                            .orElseGet(() -> target.ended(
                                    TargetStatus.REJECTED_BY_HEADEND,
                                    refused.refusal().name(),
                                    refused.detail(),
                                    now)));
                }
            }
            requests.update(chunk.requestId(), changed);
        });
    }

    private Batch batch(HanRequest request, List<HanTarget> targets) {
        HanRequest subject = targets.get(0)
                .cancels()
                .map(place -> requests.find(place.requestId()).orElseThrow())
                .orElse(request);
        return DeviceMessages.batch(
                request, subject, targets.stream().map(HanTarget::address).toList());
    }

    /** What was decided about a chunk's targets. */
    private static final class Judged {

        private final Instant now;
        private final List<HanTarget> changed = new ArrayList<>();
        private final List<HanTarget> toSend = new ArrayList<>();
        private boolean doubtful;

        Judged(Instant now) {
            this.now = now;
        }

        void sent(HanTarget target, Optional<String> warning) {
            changed.add(target.queued(warning, now));
            toSend.add(target);
        }

        void held(HanTarget target, HanProblem problem, TargetStatus ifUnsent, String sentence) {
            if (target.status() == TargetStatus.QUEUED) {
                changed.add(target.doubted(problem, sentence, now));
                doubtful = true;
            } else {
                changed.add(target.ended(ifUnsent, problem.code(), sentence, now));
            }
        }
    }

    /**
     * A run of a request's targets.
     *
     * @param to excluded
     * @param doubtful only those targets are meant that may have been sent and may not be sent now
     */
    public record Chunk(String requestId, int from, int to, boolean doubtful) {

        private static final String IN_DOUBT = ":doubt";

        /** Reads {@link #text()}. */
        public static Chunk parse(String text) {
            boolean doubtful = text.endsWith(IN_DOUBT);
            String[] parts = text.split(":", 4);
            return new Chunk(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), doubtful);
        }

        /** The queue's {@code requestId:from:to}, or {@code requestId:from:to:doubt}. */
        public String text() {
            return requestId + ":" + from + ":" + to + (doubtful ? IN_DOUBT : "");
        }
    }
}
