package org.meterport.hub.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.components.intervalfile.EsiidPrefix;
import org.meterport.han.sep.Eui64;
import org.meterport.han.sep.InstallCode;
import org.meterport.han.sep.Octets;

/** Makes the premises of a neighbourhood, and who and what is in them. Nobody and nothing of it exists. */
final class Premises {
    private static final int COUNT = 60;
    private static final long PEOPLE = 401;
    private static final long PLACES = 402;
    private static final long DEVICES = 403;

    /** In every ten premises: three flats, four houses, two of them more with solar panels, one business. */
    private static final List<PremiseKind> KINDS = List.of(
            PremiseKind.HOUSE,
            PremiseKind.FLAT,
            PremiseKind.SOLAR_HOUSE,
            PremiseKind.HOUSE,
            PremiseKind.SMALL_BUSINESS,
            PremiseKind.FLAT,
            PremiseKind.HOUSE,
            PremiseKind.SOLAR_HOUSE,
            PremiseKind.FLAT,
            PremiseKind.HOUSE);

    private static final List<Utility> UTILITIES = List.of(
            new Utility(EsiidPrefix.ONCOR, "Dallas", 75200),
            new Utility(EsiidPrefix.CENTERPOINT, "Houston", 77000),
            new Utility(EsiidPrefix.AEP_TEXAS_CENTRAL, "Corpus Christi", 78400),
            new Utility(EsiidPrefix.AEP_TEXAS_NORTH, "Abilene", 79600),
            new Utility(EsiidPrefix.TNMP, "Lewisville", 75000),
            new Utility(EsiidPrefix.ONCOR_EAST, "Tyler", 75700));

    private static final List<Premise.RetailProvider> PROVIDERS = List.of(
            new Premise.RetailProvider("Bluebonnet Sample Power", 10991),
            new Premise.RetailProvider("Pecan Street Test Energy", 10992),
            new Premise.RetailProvider("Mesquite Example Electric", 10993));

    private static final List<String> STREETS = List.of(
            "Pecan Sample Lane",
            "Example Oak Drive",
            "Mockingbird Test Street",
            "Imaginary Creek Road",
            "Sandbox Avenue");

    private static final List<String> GIVEN_NAMES = List.of(
            "Alma", "Benito", "Clara", "Dwight", "Elena", "Farah", "Gus", "Hazel", "Ivan", "Joy", "Kofi", "Lupe",
            "Minh", "Nora", "Otis", "Pilar");

    private static final List<String> FAMILY_NAMES = List.of(
            "Ashdown", "Barrera", "Cordell", "Duarte", "Ekholm", "Fuentes", "Grady", "Huynh", "Ibarra", "Jessup",
            "Kimani", "Lozano");

    private static final List<String> TRADES =
            List.of("Bakery", "Barber Shop", "Bike Repair", "Books", "Laundry", "Taqueria");
    private static final List<String> MAIL_DOMAINS = List.of("example.com", "example.net", "example.org");

    /** Locally administered, so that no maker's device can have such an address. */
    private static final long ADDRESS_BLOCK = 0x024D50L << 40;

    private static final int LONGEST_DEVICE_LIST = 4;

    private final Chance chance;
    private final long seed;

    Premises(Chance chance, long seed) {
        this.chance = chance;
        this.seed = seed;
    }

    private record Utility(EsiidPrefix prefix, String city, int postalCodes) {
        /** CenterPoint numbers are longer than the others'. */
        int digitsAfterPrefix() {
            return (prefix == EsiidPrefix.CENTERPOINT ? 22 : 17)
                    - prefix.digits().length();
        }
    }

    List<Premise> all() {
        List<Premise> premises = new ArrayList<>();
        for (int number = 1; number <= COUNT; number++) {
            premises.add(premise(number));
        }
        return List.copyOf(premises);
    }

    private Premise premise(int number) {
        PremiseKind kind = KINDS.get((number - 1) % KINDS.size());
        Utility utility = UTILITIES.get((number - 1) % UTILITIES.size());
        SplittableRandom places = chance.forPurpose(PLACES, number);
        long ownNumber = Math.floorMod(seed, 1000) * 1000L + number;
        Esiid esiid = new Esiid(utility.prefix.digits() + digits(ownNumber, utility.digitsAfterPrefix()));
        Premise.ServiceAddress address = new Premise.ServiceAddress(
                (100 + number * 7) + " " + pick(STREETS, places) + (kind == PremiseKind.FLAT ? ", Apt " + number : ""),
                utility.city,
                String.valueOf(utility.postalCodes + places.nextInt(100)));
        return new Premise(
                number,
                kind,
                esiid,
                digits(130_000_000L + places.nextInt(1_000_000) * 60L + number, 9),
                pick(PROVIDERS, places),
                address,
                customer(number, kind),
                devices(number, kind));
    }

    private Premise.Customer customer(int number, PremiseKind kind) {
        SplittableRandom people = chance.forPurpose(PEOPLE, number);
        String given = pick(GIVEN_NAMES, people);
        String family = pick(FAMILY_NAMES, people);
        String name = kind == PremiseKind.SMALL_BUSINESS ? family + " " + pick(TRADES, people) : given + " " + family;
        String mailbox = (given + "." + family + "." + number).toLowerCase(Locale.ROOT);
        Locale language = people.nextInt(3) == 0 ? Locale.forLanguageTag("es") : Locale.ENGLISH;
        return new Premise.Customer(name, mailbox + "@" + pick(MAIL_DOMAINS, people), language);
    }

    private List<SandboxDevice> devices(int number, PremiseKind kind) {
        SplittableRandom random = chance.forPurpose(DEVICES, number);
        List<SandboxDevice.Kind> kinds = new ArrayList<>(List.of(SandboxDevice.Kind.DISPLAY));
        if (kind != PremiseKind.FLAT || random.nextBoolean()) {
            kinds.add(SandboxDevice.Kind.THERMOSTAT);
        }
        if (kind != PremiseKind.FLAT) {
            kinds.add(SandboxDevice.Kind.LOAD_CONTROL_SWITCH);
        }
        List<SandboxDevice> devices = new ArrayList<>();
        for (SandboxDevice.Kind each : kinds) {
            long address = ADDRESS_BLOCK
                    + Math.floorMod(seed, 1L << 24) * 1000
                    + (long) number * LONGEST_DEVICE_LIST
                    + devices.size();
            byte[] secret = new byte[16];
            random.nextBytes(secret);
            devices.add(new SandboxDevice(new Eui64(address), each, InstallCode.of(Octets.of(secret))));
        }
        return devices;
    }

    private static <T> T pick(List<T> list, SplittableRandom random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String digits(long number, int length) {
        return String.format(Locale.ROOT, "%0" + length + "d", number);
    }
}
