package org.meterport.hub.architecture.crooked.loose;

/** Lives in a package that says nothing of null. */
public final class Unmarked {}
