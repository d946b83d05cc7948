package org.meterport.hub.api.adapter;

import java.util.List;

/** A call that does not keep the contract, with every place where it does not. Becomes a problem with {@code errors}. */
public final class ContractBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    ContractBroken(List<Fault> faults) {
        super("the request does not keep the contract", null, false, false);
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    /**
     * One fault.
     *
     * @param kind {@code pointer} or {@code parameter}
     * @param at RFC 6901 pointer into the body, empty for the whole; or the name of a path or query parameter
     * @param sentence what is wrong there
     */
    public record Fault(String kind, String at, String sentence) {

        static Fault inBody(String pointer, String sentence) {
            return new Fault("pointer", pointer, sentence);
        }

        static Fault ofParameter(String name, String sentence) {
            return new Fault("parameter", name, sentence);
        }
    }
}
