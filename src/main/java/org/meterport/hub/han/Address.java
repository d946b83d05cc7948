package org.meterport.hub.han;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.shared.Rejection;

/** An ESIID for a whole home, or one of its devices, as the caller wrote them. */
public record Address(String esiid, Optional<String> device) {

    /** The most addresses of one call (the 2014 requirement). */
    public static final int MOST = 10_000;

    private static final int MOST_CHARACTERS = 40;
    private static final Pattern STRANGE = Pattern.compile("[^\\x20-\\x7e]");

    /**
     * The addresses that are left when duplicates have collapsed, and devices beside their own whole home: they would get
     * the same message twice. Those that are no address stay, each for its result line.
     *
     * @throws Rejection when there are none or more than {@value #MOST}
     */
    static List<Address> distinct(List<Address> addresses) {
        if (addresses.isEmpty() || addresses.size() > MOST) {
            throw new Rejection(
                    HanProblem.TOO_MANY_ADDRESSES,
                    "A call takes 1 to " + MOST + " addresses, not " + addresses.size()
                            + "; nothing of it was taken, split the list.");
        }
        Set<Address> distinct = new LinkedHashSet<>();
        Set<String> homes = new HashSet<>();
        for (Address address : addresses) {
            Address canonical = address.canonical();
            distinct.add(canonical);
            if (canonical.device().isEmpty()) {
                homes.add(canonical.esiid());
            }
        }
        List<Address> left = new ArrayList<>();
        for (Address address : distinct) {
            if (address.device().isEmpty()
                    || !homes.contains(address.esiid())
                    || address.fault().isPresent()) {
                left.add(address);
            }
        }
        return left;
    }

    /** Why it is none, in a sentence. */
    Optional<String> fault() {
        if (Esiid.parse(esiid) instanceof Esiid.Refused refused) {
            return Optional.of(refused.sentence());
        }
        try {
            device.ifPresent(Eui64::parse);
            return Optional.empty();
        } catch (IllegalArgumentException noMac) {
            return Optional.of("The device is not a MAC address of sixteen hexadecimal digits.");
        }
    }

    private Address canonical() {
        return new Address(shown(esiid.strip()), device.map(Address::mac));
    }

    private static String mac(String text) {
        try {
            return Eui64.parse(text).toString();
        } catch (IllegalArgumentException none) {
            return text.isBlank() ? "?" : shown(text);
        }
    }

    /** What is no address is kept for its result line, as much of it as helps and in letters a database takes. */
    private static String shown(String text) {
        return STRANGE.matcher(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)))
                .replaceAll("?");
    }
}
