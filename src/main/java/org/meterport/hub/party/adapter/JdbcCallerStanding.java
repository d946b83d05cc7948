package org.meterport.hub.party.adapter;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.meterport.hub.api.adapter.ApiCaller;
import org.meterport.hub.api.adapter.CallerStanding;
import org.meterport.hub.party.PartyProblem;
import org.meterport.hub.party.ThirdParty;
import org.meterport.hub.party.User;
import org.meterport.hub.party.User.Right;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Together;
import org.meterport.hub.shared.Transactions;

/**
 * Looks company and user up. Calls that come together share one look, and who was found to stand well a moment ago
 * needs no other; a refusal is never older than its call.
 */
final class JdbcCallerStanding implements CallerStanding {

    /** A look takes a millisecond or two; one that takes this long must not keep everybody waiting. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private final LateStandings lately;
    private final Function<List<String>, Map<String, Standing>> directory;
    private final Together<String, Optional<Standing>> looks = new Together<>(1, PATIENCE, 100, this::look);

    /** A user, and where its company stands. */
    record Standing(User user, ThirdParty.Status company, boolean conformant) {}

    JdbcCallerStanding(Transactions transactions, JdbcParties parties, LateStandings lately) {
        this(lately, names -> transactions.single(() -> parties.standings(names)));
    }

    /** @param directory finds users by their names */
    JdbcCallerStanding(LateStandings lately, Function<List<String>, Map<String, Standing>> directory) {
        this.lately = lately;
        this.directory = directory;
    }

    @Override
    public boolean require(ApiCaller caller, String right) {
        return stoodWell(caller, right)
                || admit(looks.call(caller.userName()).orElseThrow(JdbcCallerStanding::gone), caller, right);
    }

    private boolean stoodWell(ApiCaller caller, String right) {
        try {
            return lately.find(caller.userName())
                    .filter(standing -> admit(standing, caller, right))
                    .isPresent();
        } catch (Rejection perhapsOutdated) {
            return false;
        }
    }

    /** As {@link #require}, with what is known. */
    private static boolean admit(Standing standing, ApiCaller caller, String right) {
        if (!standing.user().thirdParty().equals(caller.thirdParty())) {
            throw gone();
        }
        standing.company().requireActive();
        User user = standing.user();
        if (user.status() != User.Status.ACTIVE) {
            throw gone();
        }
        if (!right.isEmpty() && !user.may(Right.valueOf(right))) {
            throw new Rejection(
                    PartyProblem.RIGHT_MISSING,
                    "The user " + user.name() + " lacks the right " + right
                            + "; ask an administrator of your company for it.");
        }
        return standing.conformant();
    }

    private List<Supplier<Optional<Standing>>> look(List<String> names) {
        Map<String, Standing> found = lately.keep(() -> directory.apply(names));
        return names.stream()
                .<Supplier<Optional<Standing>>>map(name -> () -> Optional.ofNullable(found.get(name)))
                .toList();
    }

    private static Rejection gone() {
        return new Rejection(
                PartyProblem.USER_SUSPENDED,
                "This user was suspended or removed; ask an administrator of your company.");
    }
}
