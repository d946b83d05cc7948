package org.meterport.components.zigbeesep;

/** What an endpoint does; the names are those in the URI. */
public enum ZigbeeSepOperation {
    /** A whole batch of any of the six messages below. */
    send,
    text,
    cancelText,
    price,
    loadControl,
    cancelLoadControl,
    cancelAllLoadControl,
    provision,
    deprovision,
    devices,
    ping,
    read,
    query,
    cancel,
    /** For consumers only; all others are for producers only. */
    events
}
