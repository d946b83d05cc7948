package org.meterport.han.headend;

/** Why a device left its meter. Names are stable: they are stored and shown. */
public enum RemovalReason {
    THIRD_PARTY_REQUEST,
    CUSTOMER_REQUEST,
    AGREEMENT_ENDED,
    MOVE_OUT,
    METER_EXCHANGED,
    /** The utility's own staff or the meter itself; the hub learns of it from an event without an order. */
    UTILITY_ACTION
}
