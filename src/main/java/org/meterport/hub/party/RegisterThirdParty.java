package org.meterport.hub.party;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.shared.Ids;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;
import org.meterport.hub.shared.Transactions;

/**
 * A company registers itself, and the operator lets it in. Until then it gets no tokens, and nothing leaves for it.
 * Registering twice with the same DUNS number is refused, so a caller's retry makes no second company.
 */
public final class RegisterThirdParty {

    private static final Pattern DUNS = Pattern.compile("[0-9]{9}|[0-9]{13}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+");

    private final Transactions transactions;
    private final ThirdParties thirdParties;
    private final Users users;
    private final SecretHashes hashes;
    private final Ids ids;
    private final InstantSource clock;
    private final String termsVersion;
    private final boolean conformanceRequired;

    /**
     * @param termsVersion of the terms that companies must accept now
     * @param conformanceRequired whether a company's programs must pass the conformance test before they are let in
     */
    public RegisterThirdParty(
            Transactions transactions,
            ThirdParties thirdParties,
            Users users,
            SecretHashes hashes,
            Ids ids,
            InstantSource clock,
            String termsVersion,
            boolean conformanceRequired) {
        this.transactions = transactions;
        this.thirdParties = thirdParties;
        this.users = users;
        this.hashes = hashes;
        this.ids = ids;
        this.clock = clock;
        this.termsVersion = termsVersion;
        this.conformanceRequired = conformanceRequired;
    }

    /**
     * @throws Rejection {@link PartyProblem#REGISTRATION_INVALID}, {@link PartyProblem#TERMS_NOT_CURRENT}, {@link
     *     PartyProblem#ALREADY_REGISTERED}, {@link PartyProblem#USER_INVALID}, {@link PartyProblem#USER_TAKEN}
     */
    public ThirdParty register(Registration asked) {
        judge(asked);
        String hash = hashes.hash(asked.secret());
        var company = new ThirdParty(
                new ThirdPartyId(ids.next("tp_")),
                asked.legalName(),
                asked.duns(),
                asked.email(),
                asked.websiteUrl(),
                asked.privacyUrl(),
                asked.privacySeal(),
                Optional.empty(),
                ThirdParty.Status.REGISTERED,
                !conformanceRequired);
        Instant now = clock.instant();
        return transactions.asOperator(() -> {
            if (!thirdParties.add(company, asked, now)) {
                throw new Rejection(
                        PartyProblem.ALREADY_REGISTERED,
                        "A company with the DUNS number " + asked.duns()
                                + " is registered; ask the operator's help desk.");
            }
            var administrator =
                    new User(asked.userName(), company.id(), true, Set.of(Right.values()), User.Status.ACTIVE);
            if (!users.add(administrator, hash, now)) {
                throw new Rejection(
                        PartyProblem.USER_TAKEN, "The user name " + asked.userName() + " is taken; choose another.");
            }
            return company;
        });
    }

    /**
     * The operator lets a company in, or in again after it was suspended. Agreements that ended stay ended.
     *
     * @throws Rejection {@link PartyProblem#THIRD_PARTY_UNKNOWN}
     */
    public ThirdParty approve(ThirdPartyId id) {
        return transactions.asOperator(() -> {
            thirdParties.activate(id);
            return known(id);
        });
    }

    /**
     * The operator spares a company the conformance test, for ever.
     *
     * @param by the name of the person who answers for it
     * @throws Rejection {@link PartyProblem#THIRD_PARTY_UNKNOWN}
     */
    public ThirdParty waiveConformance(ThirdPartyId id, String by, String reason) {
        return transactions.asOperator(() -> {
            thirdParties.waiveConformance(known(id).id(), by, reason, clock.instant());
            return known(id);
        });
    }

    private ThirdParty known(ThirdPartyId id) {
        return thirdParties
                .find(id)
                .orElseThrow(
                        () -> new Rejection(PartyProblem.THIRD_PARTY_UNKNOWN, "There is no Third Party " + id + "."));
    }

    private void judge(Registration asked) {
        require(!asked.legalName().isBlank(), "legalName is the name in the company's register.");
        require(DUNS.matcher(asked.duns()).matches(), "duns has 9 or 13 digits.");
        require(
                asked.email().length() <= 254 && EMAIL.matcher(asked.email()).matches(),
                "email is an address that mail can be sent to.");
        require(!asked.contactName().isBlank(), "contactName is a person the operator can ask for.");
        requireWeb("websiteUrl", asked.websiteUrl());
        requireWeb("privacyUrl", asked.privacyUrl());
        if (!asked.termsVersion().equals(termsVersion)) {
            throw new Rejection(
                    PartyProblem.TERMS_NOT_CURRENT, "Accept the terms of version " + termsVersion + " and say so.");
        }
        ManageUsers.requireForm(asked.userName(), asked.secret());
    }

    private static void requireWeb(String field, Optional<String> url) {
        url.ifPresent(text -> require(isWeb(text), field + " begins with https:// or http:// and names a host."));
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = new URI(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (URISyntaxException broken) {
            return false;
        }
    }

    private static void require(boolean claim, String sentence) {
        if (!claim) {
            throw new Rejection(PartyProblem.REGISTRATION_INVALID, sentence);
        }
    }
}
