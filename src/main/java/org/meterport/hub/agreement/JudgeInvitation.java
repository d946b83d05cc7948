package org.meterport.hub.agreement;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.meterport.components.intervalfile.Esiid;
import org.meterport.han.sep.Eui64;
import org.meterport.hub.premise.Customer;
import org.meterport.hub.premise.Language;
import org.meterport.hub.premise.Premise;
import org.meterport.hub.shared.Rejection;

/**
 * Whether one item of a request can be asked of a customer. Pure: what is known of the premises is given.
 *
 * <p>An invitation goes only to the customer of record, whose address the hub knows from the utilities and REPs: a
 * Third Party that could choose the address could consent to itself.
 */
public final class JudgeInvitation {

    /** One customer's premises in one agreement. */
    public static final int MOST_ESIIDS = 50;

    /** What the largest meters take. */
    public static final int MOST_DEVICES = 10;

    /** The customer reads it, so it stays short. */
    public static final int LONGEST_PURPOSE = 300;

    /** No spaces, controls, quotes or separators: the address goes into a mail's header. */
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

    private final Map<String, Premise> known;

    /** @param known the premises of all items, by ESIID; those that are not known left out */
    public JudgeInvitation(Map<String, Premise> known) {
        this.known = known;
    }

    /** A good item: what to ask, of whom, in which language. */
    public record Judged(Scope scope, Customer customer, Language language) {}

    /** @throws Rejection with the item's first fault */
    public Judged judge(InvitationItem item) {
        AgreementKind kind = kind(item.kind());
        List<String> esiids = esiids(item.esiids());
        if (item.customerEmail().length() > 254
                || !EMAIL.matcher(item.customerEmail().strip()).matches()) {
            throw new Rejection(
                    AgreementProblem.EMAIL_INVALID, "customerEmail is not one mail address of the form name@host.tld.");
        }
        Scope scope = new Scope(
                kind, data(item, kind), term(item, kind), esiids, devices(item, kind), purpose(item.purpose()));
        Customer customer = customer(esiids, item.customerEmail());
        Language language = item.language()
                .map(text -> Language.of(text)
                        .orElseThrow(() -> new Rejection(
                                AgreementProblem.SCOPE_UNCLEAR, "language is en or es; leave it out for the own one.")))
                .orElse(customer.language());
        return new Judged(scope, customer, language);
    }

    /**
     * Whether a Third Party has seen the customer's bill: it names the meter and the REP.
     *
     * @throws Rejection {@link AgreementProblem#PREMISE_NOT_PROVEN} without saying which of the two is wrong; {@link
     *     AgreementProblem#PREMISE_UNKNOWN}
     */
    public void requireBill(String esiid, String meterNumber, int repCertificate) {
        Premise premise = known.get(esiid);
        if (premise == null) {
            throw new Rejection(AgreementProblem.PREMISE_UNKNOWN, "No utility has reported this ESIID.");
        }
        if (!premise.meterNumber().equalsIgnoreCase(meterNumber.strip())
                || premise.rep().certificate() != repCertificate) {
            throw new Rejection(
                    AgreementProblem.PREMISE_NOT_PROVEN,
                    "meterNumber and PUCTRORNumber are not those of " + esiid + "; both stand on its bill.");
        }
    }

    private static AgreementKind kind(String text) {
        return Arrays.stream(AgreementKind.values())
                .filter(kind -> kind.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new Rejection(
                        AgreementProblem.SCOPE_UNCLEAR,
                        "kind is one of " + Arrays.toString(AgreementKind.values()) + "."));
    }

    private static List<String> esiids(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_ESIIDS) {
            throw new Rejection(
                    AgreementProblem.ESIID_INVALID,
                    "esiids names " + texts.size() + "; an invitation has 1 to " + MOST_ESIIDS + ".");
        }
        Set<String> seen = new HashSet<>();
        for (String text : texts) {
            if (Esiid.parse(text) instanceof Esiid.Refused refused) {
                throw new Rejection(AgreementProblem.ESIID_INVALID, refused.sentence());
            }
            if (!seen.add(text)) {
                throw new Rejection(AgreementProblem.ESIID_INVALID, "The ESIID " + text + " is named twice.");
            }
        }
        return texts;
    }

    private static Set<DataKind> data(InvitationItem item, AgreementKind kind) {
        if (kind != AgreementKind.ENERGY_DATA) {
            if (!item.data().isEmpty()) {
                throw new Rejection(
                        AgreementProblem.SCOPE_UNCLEAR, "data belongs to ENERGY_DATA; " + kind + " has none.");
            }
            return Set.of();
        }
        if (item.data().isEmpty() && !item.oneTime()) {
            return EnumSet.allOf(DataKind.class);
        }
        Set<DataKind> data = EnumSet.noneOf(DataKind.class);
        for (String text : item.data()) {
            data.add(Arrays.stream(DataKind.values())
                    .filter(d -> d.name().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new Rejection(
                            AgreementProblem.SCOPE_UNCLEAR,
                            "data holds one of " + Arrays.toString(DataKind.values()) + " each.")));
        }
        if (item.oneTime() && data.size() != 1) {
            throw new Rejection(
                    AgreementProblem.SCOPE_UNCLEAR,
                    "One-time data is of one granularity; data names " + data.size() + ".");
        }
        return data;
    }

    private static List<String> devices(InvitationItem item, AgreementKind kind) {
        if (item.devices().isEmpty()) {
            return List.of();
        }
        if (kind != AgreementKind.IN_HOME_DEVICE || item.devices().size() > MOST_DEVICES) {
            throw new Rejection(
                    AgreementProblem.DEVICE_INVALID,
                    "devices belongs to IN_HOME_DEVICE and names up to " + MOST_DEVICES + ".");
        }
        Set<String> devices = new LinkedHashSet<>();
        for (String text : item.devices()) {
            if (!devices.add(mac(text))) {
                throw new Rejection(AgreementProblem.DEVICE_INVALID, "The device " + text + " is named twice.");
            }
        }
        return List.copyOf(devices);
    }

    private static String mac(String text) {
        try {
            return Eui64.parse(text).toString();
        } catch (IllegalArgumentException unreadable) {
            throw new Rejection(
                    AgreementProblem.DEVICE_INVALID,
                    "A device is named by the MAC address on it: 16 hex digits, with or without separators.");
        }
    }

    private static Term term(InvitationItem item, AgreementKind kind) {
        if (kind != AgreementKind.ENERGY_DATA) {
            if (item.oneTime() || item.termMonths().isPresent()) {
                throw new Rejection(
                        AgreementProblem.TERM_OUT_OF_RANGE, kind + " is until somebody ends it; send no term.");
            }
            return Term.UNTIL_ENDED;
        }
        if (item.oneTime() == item.termMonths().isPresent()) {
            throw new Rejection(
                    AgreementProblem.TERM_OUT_OF_RANGE,
                    "ENERGY_DATA is for termMonths 1 to " + Term.LONGEST_MONTHS + ", or oneTime, not both.");
        }
        if (item.oneTime()) {
            return Term.ONE_TIME;
        }
        int months = item.termMonths().orElseThrow();
        if (months < 1 || months > Term.LONGEST_MONTHS) {
            throw new Rejection(
                    AgreementProblem.TERM_OUT_OF_RANGE,
                    "termMonths is " + months + "; it may be 1 to " + Term.LONGEST_MONTHS + ".");
        }
        return Term.ofMonths(months);
    }

    private static String purpose(String text) {
        String purpose = text.strip();
        if (purpose.isEmpty()
                || purpose.length() > LONGEST_PURPOSE
                || CONTROLS.matcher(purpose).find()) {
            throw new Rejection(
                    AgreementProblem.SCOPE_UNCLEAR,
                    "purpose tells the customer in 1 to " + LONGEST_PURPOSE + " characters what the access is for.");
        }
        return purpose;
    }

    private Customer customer(List<String> esiids, String email) {
        Optional<Customer> one = Optional.empty();
        for (String esiid : esiids) {
            Premise premise = known.get(esiid);
            if (premise == null) {
                throw new Rejection(
                        AgreementProblem.PREMISE_UNKNOWN, "No utility has reported the ESIID " + esiid + ".");
            }
            Optional<Customer> here = premise.customer().filter(customer -> customer.hasEmail(email));
            if (here.isEmpty()
                    || one.filter(c -> !c.id().equals(here.get().id())).isPresent()) {
                throw new Rejection(
                        AgreementProblem.NOT_CUSTOMER_OF_RECORD,
                        "The customer of record of " + esiid + " is not known under this mail address.");
            }
            one = here;
        }
        return one.orElseThrow();
    }
}
