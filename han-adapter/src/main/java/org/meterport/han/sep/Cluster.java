package org.meterport.han.sep;

/** Cluster ids of profile 0x0109 that this adapter reads. */
public final class Cluster {
    public static final int TIME = 0x000A;
    public static final int PRICE = 0x0700;
    public static final int LOAD_CONTROL = 0x0701;
    public static final int METERING = 0x0702;
    public static final int MESSAGING = 0x0703;
    public static final int KEY_ESTABLISHMENT = 0x0800;

    /** Devices may answer "unsupported cluster" to the same clusters under the home automation profile 0x0104. */
    public static final int SMART_ENERGY_PROFILE = 0x0109;

    private Cluster() {}
}
