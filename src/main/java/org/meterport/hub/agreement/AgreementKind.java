package org.meterport.hub.agreement;

/** What an agreement grants. Each kind needs a consent of its own; none includes another. */
public enum AgreementKind {
    /** Usage: reports, schedules, display in the Third Party's own portal. */
    ENERGY_DATA,
    /** Adding and removing in-home devices. */
    IN_HOME_DEVICE,
    /** Messages to in-home devices: texts, prices, load control. */
    IN_HOME_DEVICE_SERVICES
}
