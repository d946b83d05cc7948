package org.meterport.hub.agreement;

/** The granularities of usage that a customer grants one by one. */
public enum DataKind {
    /** Readings of an hour or less, 15 minutes as a rule. */
    INTERVAL,
    /** One register reading a local day. */
    DAILY,
    /** Billing months. */
    MONTHLY
}
