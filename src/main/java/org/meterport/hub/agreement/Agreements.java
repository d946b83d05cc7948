package org.meterport.hub.agreement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.agreement.Agreement.Change;
import org.meterport.hub.premise.CustomerId;
import org.meterport.hub.shared.ThirdPartyId;

/** The agreements. Called inside a transaction; a partner's transaction finds only its own. */
public interface Agreements {

    /** Lets only one transaction of the Third Party at a time ask {@link #taken} and {@link #add}. */
    void lockNew(ThirdPartyId thirdParty);

    /** By ESIID, the agreement of that kind that is open or in force there. */
    Map<String, AgreementState> taken(ThirdPartyId thirdParty, AgreementKind kind, Collection<String> esiids);

    void add(List<Change> made);

    /**
     * Stores a step, with the event.
     *
     * @throws org.meterport.hub.shared.Rejection {@link AgreementProblem#ALREADY_GRANTED} when the agreement would come
     *     into force beside another one of the same Third Party, ESIID and kind
     */
    default void save(Change change) {
        save(List.of(change));
    }

    /** As {@link #save(Change)}, many in few round trips. */
    void save(List<Change> changes);

    /** Stores what became of invitations' mails. */
    void saveDelivery(List<Agreement> agreements);

    Optional<Agreement> find(AgreementId id);

    Optional<Agreement> find(InvitationId id);

    /** As {@link #find(AgreementId)}; nobody else changes the agreement until the transaction ends. */
    Optional<Agreement> lock(AgreementId id);

    /** As {@link #lock(AgreementId)}. */
    Optional<Agreement> lock(InvitationId id);

    /** Those of the invitations that there are. */
    Map<InvitationId, Agreement> findAll(Collection<InvitationId> ids);

    /** As {@link #findAll}; nobody else changes them until the transaction ends. */
    Map<InvitationId, Agreement> lockAll(Collection<InvitationId> ids);

    List<AgreementEvent> events(AgreementId id);

    /** Notes the Third Party's word that it has deleted what it received; its first word counts. */
    void confirmDeletion(Agreement agreement, Actor actor, Instant now);

    /** When that was, by agreement; those without such a word left out. */
    Map<AgreementId, Instant> deletions(Collection<AgreementId> ids);

    /** All of a customer's, newest first. */
    List<Agreement> ofCustomer(CustomerId customer);

    /** The Third Party's that are open, in force, or ended at or after that time; oldest first. */
    List<Agreement> recent(Instant endedSince, int limit);

    /** By the number SMT's calls use. */
    Optional<Agreement> numbered(long number);

    /** A page of the Third Party's, oldest first. */
    List<Agreement> page(Query query);

    /**
     * Marks ESIIDs of one-time agreements as served.
     *
     * @return the agreements that have no ESIID left to serve
     */
    List<AgreementId> served(ThirdPartyId thirdParty, Map<String, String> agreementByEsiid);

    /** Ids of agreements that time must move on: open ones past their expiry, active ones past their term. */
    List<AgreementId> due(Instant now, int limit);

    /** As {@link #due}, only those of the Third Party and kind at these premises, in the order of their ids. */
    List<AgreementId> dueAt(ThirdPartyId thirdParty, AgreementKind kind, Collection<String> esiids, Instant now);

    /** The ESIIDs an agreement in force still covers, in the order of the request. */
    List<String> staying(AgreementId id);

    /** Ids of invitations that were mailed once, made at or before a time, and may still be answered. */
    List<AgreementId> unanswered(Instant madeUntil, Instant now, int limit);

    /** Terms that are over in 30, 7 or 1 days and whose notice is not owed yet; the nearest of them for each agreement. */
    List<Ending> ending(Instant now, int limit);

    /** @return whether this call was the first for that notice */
    boolean claimReminder(Ending ending, Instant now);

    /** The customer's agreements at that premise that are open or in force, in the order of their ids. */
    List<AgreementId> at(CustomerId customer, String esiid);

    /** The Third Party's agreements that are open or in force, in the order of their ids. */
    List<AgreementId> unfinished(ThirdPartyId thirdParty, int limit);

    /**
     * Takes an ESIID out of an agreement in force.
     *
     * @return how many stay
     */
    int leave(AgreementId id, String esiid);

    /**
     * An agreement near its end.
     *
     * @param daysBefore 30, 7 or 1
     */
    record Ending(AgreementId id, int daysBefore) {}

    /**
     * What to list.
     *
     * @param granted true for agreements, which a customer said yes to; false for invitations
     * @param after the id the page before ended with, empty for the first
     * @param states empty for all
     */
    record Query(
            boolean granted,
            Optional<String> after,
            int limit,
            Collection<AgreementState> states,
            Optional<String> esiid,
            Optional<String> batch) {}
}
