package org.meterport.hub.han;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.meterport.han.headend.Target;
import org.meterport.hub.shared.ThirdPartyId;

/** Device messages on record. Called inside a transaction; a partner's finds only its own. */
public interface HanRequests {

    /** A SEP id nobody has had. */
    long nextSepId();

    void add(HanRequest request, List<HanTarget> targets);

    Optional<HanRequest> find(String id);

    /** The newest first, from before that one on. */
    List<HanRequest> latest(Optional<String> before, int limit);

    /** Targets by place, held until the transaction ends: what is decided on them must not overtake news of them. */
    List<HanTarget> lockTargets(String requestId, int fromOrdinal, int toOrdinalExclusive);

    /**
     * The Third Party's own load-control targets in these homes that may still be running or to come, held until the
     * transaction ends; by request, then by place.
     */
    List<Event> lockLiveEvents(ThirdPartyId thirdParty, Collection<String> esiids, Instant now);

    /** Where the targets stand that these places name. */
    Map<HanTarget.Place, HanTarget> targetsAt(Collection<HanTarget.Place> places);

    /**
     * Which of the homes and devices have another Third Party's event, sent or being sent, in the time, classes and group of
     * this one. Until the transaction ends nobody else gets an answer, so that of two such events the later one finds the
     * other.
     */
    Set<Target> overlapped(HanRequest event, Collection<Target> targets);

    /** Targets after a place, all of them or those with one status. */
    List<HanTarget> page(String requestId, int afterOrdinal, int limit, Optional<TargetStatus> status);

    /** Whether a target has one of these statuses. */
    boolean hasAny(String requestId, Set<TargetStatus> statuses);

    /** How many targets have which status. */
    Map<TargetStatus, Integer> counts(String requestId);

    /** How many devices have which status that were told of behind the request's whole-home targets. */
    Map<TargetStatus, Integer> deviceCounts(String requestId);

    /** What was told of one target, oldest first. */
    List<Told> history(String requestId, int ordinal);

    void update(String requestId, List<HanTarget> targets);

    /** As {@link #history}, of many targets at once. */
    Map<HanTarget.Place, List<Told>> histories(Collection<HanTarget.Place> places);

    /** The targets these tokens belong to, held until the transaction ends. */
    Map<String, Owned> lockByTokens(Collection<String> tokens);

    /**
     * Notes what was told; what was noted before is not noted again.
     *
     * @return the ids of those events that are new
     */
    Set<String> note(List<Noted> news);

    /**
     * Requests that are not finished, held until the transaction ends; those another node holds are left out. In the order
     * of their ends, after one of them.
     */
    List<HanRequest> lockUnfinished(Instant fromEnd, String afterId, int limit);

    /** Targets in one of these statuses of which nothing was heard since, held until the transaction ends. */
    List<HanTarget> lockUntouched(String requestId, Set<TargetStatus> statuses, Instant since);

    void finished(String requestId, Instant at);

    /** A late word has come: it is not finished after all. */
    void reopened(Collection<String> requestIds);

    /**
     * Takes away the names of targets that changed and whose Third Party wants to hear of it; those another node takes are
     * left out.
     *
     * @return by request and place, each once; at most the limit
     */
    List<Changed> takeChanged(int limit);

    /** A target that changed, and whose it is. */
    record Changed(ThirdPartyId thirdParty, HanTarget.Place place) {}

    /** A target, and whose it is. */
    record Owned(String requestId, ThirdPartyId thirdParty, HanTarget target) {}

    /** A word, and the target it is about. */
    record Noted(Owned owner, Told told) {}

    /** A target of a load-control event. */
    record Event(String requestId, Instant expiresAt, HanTarget target) {}

    /**
     * One word of the head-end.
     *
     * @param device MAC address; empty when it is about the meter
     */
    record Told(String eventId, String device, String level, OptionalInt rawStatus, Instant at) {}
}
