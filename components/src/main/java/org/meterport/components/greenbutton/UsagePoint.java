package org.meterport.components.greenbutton;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.Esiid;

/** A premise as a feed shows it. */
final class UsagePoint {
    private final FeedEntry entry;
    private int serviceKind = Espi.ELECTRICITY_SERVICE;
    private @Nullable Esiid named;

    UsagePoint(FeedEntry entry) {
        this.entry = entry;
    }

    FeedEntry entry() {
        return entry;
    }

    void serviceKind(int kind) {
        serviceKind = kind;
    }

    int serviceKind() {
        return serviceKind;
    }

    /** The name of its service delivery point, which utilities may use for the ESIID. */
    void deliveryPointName(String name) {
        if (Esiid.parse(name) instanceof Esiid.Accepted accepted) {
            named = accepted.esiid();
        }
    }

    /** By the delivery point's name, or else the entry's title, if one of them is an ESIID. */
    Optional<Esiid> esiid() {
        if (named != null) {
            return Optional.of(named);
        }
        return Esiid.parse(entry.title()) instanceof Esiid.Accepted accepted
                ? Optional.of(accepted.esiid())
                : Optional.empty();
    }
}
