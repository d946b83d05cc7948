package org.meterport.hub.han;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.han.headend.Answer;
import org.meterport.han.headend.Batch;
import org.meterport.han.headend.Esiid;
import org.meterport.han.headend.Target;
import org.meterport.han.sep.DisplayMessage;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.MessageControl;
import org.meterport.han.sep.SepTime;
import org.meterport.hub.agreement.AgreementKind;
import org.meterport.hub.agreement.Grants;
import org.meterport.hub.shared.Transactions;

/**
 * Takes one chunk of a request to the head-end, in two steps around the head-end's own call.
 *
 * <p>A chunk that is delivered again, because the hub died or the head-end was away, is prepared again: targets that
 * have a token or have failed are left alone, and the rest go out in a batch of the same id with the same SEP id and
 * bytes, which the head-end knows if it took it before.
 */
public final class DispatchChunk {

    private final Transactions transactions;
    private final HanRequests requests;
    private final Grants grants;
    private final InstantSource clock;

    public DispatchChunk(Transactions transactions, HanRequests requests, Grants grants, InstantSource clock) {
        this.transactions = transactions;
        this.requests = requests;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * The batch to submit, after the grants have been looked up; empty when no target of the chunk may or need be sent.
     */
    public Optional<Batch> prepare(Chunk chunk) {
        HanRequest request =
                transactions.asOperator(() -> requests.find(chunk.requestId()).orElseThrow());
        return transactions.asPartner(request.thirdParty(), () -> {
            List<HanTarget> open = requests.lockTargets(chunk.requestId(), chunk.from(), chunk.to()).stream()
                    .filter(target ->
                            target.status() == TargetStatus.RECEIVED || target.status() == TargetStatus.QUEUED)
                    .toList();
            Map<String, String> live = grants.live(
                    request.thirdParty(),
                    open.stream().map(HanTarget::esiid).distinct().toList(),
                    AgreementKind.IN_HOME_DEVICE_SERVICES);
            Instant now = clock.instant();
            boolean expired = !now.isBefore(request.expiresAt());
            List<HanTarget> changed = new ArrayList<>();
            List<Target> targets = new ArrayList<>();
            for (HanTarget target : open) {
                if (expired) {
                    changed.add(
                            refused(target, TargetStatus.EXPIRED, HanProblem.EXPIRED, "It was not sent in time.", now));
                } else if (!live.containsKey(target.esiid())) {
                    changed.add(refused(
                            target,
                            TargetStatus.REJECTED_BY_HUB,
                            HanProblem.NO_SERVICES_GRANT,
                            "There is no live in-home device services agreement for this ESIID.",
                            now));
                } else {
                    changed.add(with(target, TargetStatus.QUEUED, Optional.empty(), now));
                    targets.add(address(target));
                }
            }
            requests.update(chunk.requestId(), changed);
            return targets.isEmpty() ? Optional.empty() : Optional.of(batch(request, targets));
        });
    }

    /** Notes what the head-end said of each target of the batch. */
    public void answered(Chunk chunk, Batch batch, List<Answer> answers) {
        transactions.operatorDoes(() -> {
            Map<Target, HanTarget> open = new java.util.HashMap<>();
            for (HanTarget target : requests.lockTargets(chunk.requestId(), chunk.from(), chunk.to())) {
                if (target.status() == TargetStatus.QUEUED) {
                    open.put(address(target), target);
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
                    changed.add(with(
                            target,
                            TargetStatus.HEADEND_ACCEPTED,
                            Optional.of(accepted.token().value()),
                            now));
                } else if (answers.get(i) instanceof Answer.Refused refused) {
                    changed.add(new HanTarget(
                            target.ordinal(),
                            target.esiid(),
                            target.device(),
                            TargetStatus.REJECTED_BY_HEADEND,
                            Optional.of(refused.refusal().name()),
                            Optional.of(refused.detail()),
                            Optional.empty(),
                            now));
                }
            }
            requests.update(chunk.requestId(), changed);
        });
    }

    private static Batch batch(HanRequest request, List<Target> targets) {
        var message = new DisplayMessage(
                request.sepId(),
                MessageControl.of(
                        MessageControl.Importance.valueOf(request.text().importance()),
                        request.text().confirmationRequired()),
                SepTime.at(request.startsAt()),
                request.durationMinutes(),
                request.text().text());
        return Batch.of(request.id(), message, targets, request.startsAt(), request.expiresAt());
    }

    private static Target address(HanTarget target) {
        return new Target(new Esiid(target.esiid()), target.device().map(Eui64::parse));
    }

    private static HanTarget with(HanTarget target, TargetStatus status, Optional<String> token, Instant now) {
        return new HanTarget(
                target.ordinal(),
                target.esiid(),
                target.device(),
                status,
                Optional.empty(),
                Optional.empty(),
                token,
                now);
    }

    private static HanTarget refused(
            HanTarget target, TargetStatus status, HanProblem problem, String detail, Instant now) {
        return new HanTarget(
                target.ordinal(),
                target.esiid(),
                target.device(),
                status,
                Optional.of(problem.code()),
                Optional.of(detail),
                Optional.empty(),
                now);
    }

    /**
     * A run of a request's targets.
     *
     * @param to excluded
     */
    public record Chunk(String requestId, int from, int to) {

        /** Reads the queue's {@code requestId:from:to}. */
        public static Chunk parse(String text) {
            String[] parts = text.split(":", 3);
            return new Chunk(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }
}
