package org.meterport.hub.party;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.party.User.Status;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * What a company's administrators do with its users. Every method is called inside a transaction of that company, and
 * locks all its users first, so that two administrators cannot take the right from each other at once.
 */
public final class ManageUsers {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{2,39}");
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 72;

    private final Users users;
    private final SecretHashes hashes;
    private final Duration overlap;
    private final InstantSource clock;

    /** @param overlap how long a secret is still good after it was changed, so that programs can be changed one by one */
    public ManageUsers(Users users, SecretHashes hashes, Duration overlap, InstantSource clock) {
        this.users = users;
        this.hashes = hashes;
        this.overlap = overlap;
        this.clock = clock;
    }

    /** A change of a user; what is empty stays. */
    public record Change(Optional<Boolean> administrator, Optional<Set<Right>> rights, Optional<Status> status) {}

    /** @throws Rejection {@link PartyProblem#RIGHT_MISSING} for one who is no administrator */
    public List<User> list(ThirdPartyId thirdParty, String actor) {
        return administered(thirdParty, actor);
    }

    /**
     * @param secret 16 to 72 bytes, chosen by the caller, so that no answer ever holds one
     * @throws Rejection {@link PartyProblem#RIGHT_MISSING}, {@link PartyProblem#USER_INVALID}, {@link
     *     PartyProblem#USER_TAKEN}
     */
    public User add(
            ThirdPartyId thirdParty, String actor, String name, String secret, boolean admin, Set<Right> rights) {
        administered(thirdParty, actor);
        requireForm(name, secret);
        var user = new User(name, thirdParty, admin, rights, Status.ACTIVE);
        if (!users.add(user, hashes.hash(secret), clock.instant())) {
            throw new Rejection(PartyProblem.USER_TAKEN, "The user name " + name + " is taken; choose another.");
        }
        return user;
    }

    /**
     * Changes rights, suspends, reinstates or removes; it is in force with the commit, for tokens that are out too.
     *
     * @throws Rejection {@link PartyProblem#RIGHT_MISSING}, {@link PartyProblem#USER_UNKNOWN}, {@link
     *     PartyProblem#LAST_ADMINISTRATOR}
     */
    public User change(ThirdPartyId thirdParty, String actor, String name, Change change) {
        List<User> all = administered(thirdParty, actor);
        User before = known(all, name);
        User after = new User(
                name,
                thirdParty,
                change.administrator().orElse(before.administrator()),
                change.rights().orElse(before.rights()),
                change.status().orElse(before.status()));
        boolean administratorLeft = all.stream()
                .map(user -> user.name().equals(name) ? after : user)
                .anyMatch(user -> user.administrator() && user.status() == Status.ACTIVE);
        if (!administratorLeft) {
            throw new Rejection(
                    PartyProblem.LAST_ADMINISTRATOR,
                    name + " is the company's last administrator; make another user one first.");
        }
        users.save(after);
        return after;
    }

    /**
     * Changes a user's secret: one's own, or as an administrator or with {@link Right#API_KEYS} another's.
     *
     * @param atOnce whether the secret before it stops now, as when it was seen by others, and not after the overlap
     * @return until when the secret before it is good
     * @throws Rejection {@link PartyProblem#RIGHT_MISSING}, {@link PartyProblem#USER_UNKNOWN}, {@link
     *     PartyProblem#USER_INVALID}
     */
    public Instant changeSecret(ThirdPartyId thirdParty, String actor, String name, String secret, boolean atOnce) {
        List<User> all = users.lock(thirdParty);
        User acting = known(all, actor);
        User changed = known(all, name);
        // whoever holds an administrator's secret is one
        boolean allowed = acting.administrator()
                || actor.equals(name)
                || (acting.may(Right.API_KEYS) && !changed.administrator());
        if (!allowed) {
            throw new Rejection(
                    PartyProblem.RIGHT_MISSING, "Ask an administrator of your company to change this secret.");
        }
        requireForm(name, secret);
        Instant until = atOnce ? clock.instant() : clock.instant().plus(overlap);
        users.replaceSecret(changed.name(), hashes.hash(secret), until);
        return until;
    }

    private List<User> administered(ThirdPartyId thirdParty, String actor) {
        List<User> all = users.lock(thirdParty);
        boolean administrator = all.stream()
                .anyMatch(user -> user.name().equals(actor) && user.administrator() && user.status() == Status.ACTIVE);
        if (!administrator) {
            throw new Rejection(
                    PartyProblem.RIGHT_MISSING, "Only administrators see and change users; ask one of your company.");
        }
        return all;
    }

    private static User known(List<User> all, String name) {
        return all.stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Rejection(PartyProblem.USER_UNKNOWN, "Your company has no user " + name + "."));
    }

    static void requireForm(String name, String secret) {
        if (!NAME.matcher(name).matches()) {
            throw new Rejection(
                    PartyProblem.USER_INVALID,
                    "A user name has 3 to 40 lower-case letters, digits, dots, dashes or underscores, and begins with a"
                            + " letter or digit.");
        }
        int length = secret.getBytes(StandardCharsets.UTF_8).length;
        if (length < SHORTEST_SECRET || length > LONGEST_SECRET) {
            throw new Rejection(
                    PartyProblem.USER_INVALID,
                    "A secret has " + SHORTEST_SECRET + " to " + LONGEST_SECRET + " bytes; yours has " + length + ".");
        }
    }
}
