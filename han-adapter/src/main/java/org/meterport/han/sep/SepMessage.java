package org.meterport.han.sep;

/** A cluster-specific command of Smart Energy that this adapter understands field by field. */
public sealed interface SepMessage permits DeviceMessage, DeviceReport {
    /** Cluster id, see {@link Cluster}. */
    int cluster();

    /** Command id; the same number means another command in the other {@link #direction()}. */
    int command();

    Direction direction();
}
