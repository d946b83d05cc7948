package org.meterport.hub.sandbox;

import java.util.List;
import java.util.Locale;
import org.meterport.components.intervalfile.Channel;
import org.meterport.components.intervalfile.Esiid;

/**
 * One metered place of the sandbox, with everything a customer finds on the bill and a device label.
 *
 * @param number from 1, unique in its neighbourhood
 * @param devices as they lie in the box: none has joined a meter yet
 */
public record Premise(
        int number,
        PremiseKind kind,
        Esiid esiid,
        String meterNumber,
        RetailProvider retailProvider,
        ServiceAddress serviceAddress,
        Customer customer,
        List<SandboxDevice> devices) {

    public Premise {
        devices = List.copyOf(devices);
    }

    /** Consumption first. */
    public List<Channel> channels() {
        return kind.generates()
                ? List.of(Channel.CONSUMPTION, Channel.SURPLUS_GENERATION)
                : List.of(Channel.CONSUMPTION);
    }

    /**
     * The company that bills the premise (REP of record).
     *
     * @param certificate its number at the utility commission; these are invented
     */
    public record RetailProvider(String name, int certificate) {}

    public record ServiceAddress(String street, String city, String postalCode) {}

    /**
     * The customer of record, who does not exist.
     *
     * @param email under {@code example.com}, {@code .net} or {@code .org}, which belong to nobody
     * @param language English or Spanish
     */
    public record Customer(String name, String email, Locale language) {}
}
