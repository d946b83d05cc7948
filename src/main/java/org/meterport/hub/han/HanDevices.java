package org.meterport.hub.han;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.meterport.hub.han.HanDeviceOrder.State;
import org.meterport.hub.shared.ThirdPartyId;

/** Devices on record. Called inside a transaction; a partner's finds only its own. */
public interface HanDevices {

    /**
     * Puts an order on record.
     *
     * @param installCode as printed; kept encrypted until {@link #forgetCode}
     * @return false when the Third Party has that device in a home, or on its way there, already
     */
    boolean add(HanDeviceOrder order, String installCode);

    Optional<HanDeviceOrder> find(String id);

    /** As {@link #find}, held until the transaction ends. */
    Optional<HanDeviceOrder> lock(String id);

    /** The device an order's token belongs to, held until the transaction ends. */
    Optional<HanDeviceOrder> lockByToken(String token);

    /** Those in this home with this address that are not over, of whichever Third Party; held until the transaction ends. */
    List<HanDeviceOrder> lockPresent(String esiid, String device);

    void save(HanDeviceOrder order);

    /** @return empty when it has been dropped */
    Optional<String> installCode(String id);

    void forgetCode(String id);

    /** Adds to the history; false if that event was noted before. */
    boolean note(String id, Event event);

    /** Oldest first. */
    List<Event> history(String id);

    /** By id, after one id, all or those of one home. */
    List<HanDeviceOrder> page(String afterId, int limit, Optional<String> esiid, Optional<State> state);

    /** Third Parties and homes with devices that are not over. */
    List<Home> homes();

    /** Devices of a home that are not over and not asked to leave, held until the transaction ends. */
    List<HanDeviceOrder> lockStaying(ThirdPartyId thirdParty, String esiid);

    /** A home where a Third Party has devices. */
    record Home(ThirdPartyId thirdParty, String esiid) {}

    /**
     * One state a device came into.
     *
     * @param eventId the head-end's, or the hub's own
     */
    record Event(
            String eventId,
            State state,
            Optional<String> reason,
            HanDeviceOrder.Source source,
            String detail,
            Instant at) {}
}
