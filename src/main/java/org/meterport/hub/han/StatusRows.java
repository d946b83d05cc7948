package org.meterport.hub.han;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.meterport.hub.han.HanTarget.Place;
import org.meterport.hub.shared.ThirdPartyId;

/** Devices and message targets as reports show them. Called inside a transaction; a partner's finds only its own. */
public interface StatusRows {

    /** Third Parties with devices in homes, or with a device or target that changed in the time. */
    List<ThirdPartyId> concerned(Instant from, Instant to);

    /** Devices that are in homes or on their way, and those that changed in the time; by id. */
    void devices(Instant from, Instant to, Consumer<HanDeviceOrder> each);

    /** Targets that changed in the time, of messages that ended a week before it or later; by request and place. */
    void targets(Instant from, Instant to, Consumer<Line> each);

    /** Targets that failed or are unknown, of messages requested since; after a place. */
    List<Line> exceptions(Instant since, Optional<Place> after, int limit);

    /** A target of a request. */
    record Line(HanRequest request, HanTarget target) {}
}
