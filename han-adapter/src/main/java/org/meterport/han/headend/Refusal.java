package org.meterport.han.headend;

/** Why a head-end did not take an order. Names are stable: they are stored and shown. */
public enum Refusal {
    /** The head-end knows no meter at this ESIID. */
    UNKNOWN_METER,
    /** The meter knows no device with this MAC address. */
    UNKNOWN_DEVICE,
    /** The meter's home network has no radio, or it was never initialised. */
    HAN_NOT_AVAILABLE,
    /** More targets than {@link Capabilities#maxTargetsPerSubmit()}: every target of the batch is refused with this. */
    TOO_MANY_TARGETS,
    /** The order's last moment had passed. */
    EXPIRED,
    /** This head-end cannot carry this message, for example because it is too long. */
    NOT_SUPPORTED,
    /** The meter holds as many devices as it can. */
    METER_FULL,
    /** The device belongs to this meter or another already. */
    DUPLICATE_DEVICE,
    /** The install code is wrong in a way that only the head-end can see. */
    BAD_INSTALL_CODE,
    /** The head-end's own rule, said in the sentence beside this code. */
    OTHER
}
