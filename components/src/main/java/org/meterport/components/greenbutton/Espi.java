package org.meterport.components.greenbutton;

import java.util.Set;
import org.meterport.components.intervalfile.Channel;

/** Names and codes of NAESB ESPI, the same in versions 1.1 to 4.0. */
final class Espi {
    static final String ATOM = "http://www.w3.org/2005/Atom";
    static final String NAMESPACE = "http://naesb.org/espi";

    static final int ELECTRICITY_SERVICE = 0;
    static final int DELTA_DATA = 4;
    static final int ELECTRICITY = 1;
    static final int ENERGY = 12;
    static final int WATT_HOURS = 72;
    /** Delivered to the premise. */
    static final int FORWARD = 1;
    /** Received from the premise. */
    static final int REVERSE = 19;

    static final int ESTIMATED = 8;

    /** Estimated, interpolated, projected, and a mix of these with others. */
    static final Set<Integer> ESTIMATES = Set.of(ESTIMATED, 9, 12, 13);

    private Espi() {}

    static int flowDirection(Channel channel) {
        return channel == Channel.CONSUMPTION ? FORWARD : REVERSE;
    }
}
