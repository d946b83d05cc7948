package org.meterport.hub.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.meterport.hub.agreement.AgreementState.Cause;

/** The whole machine, written down a second time in words. */
class AgreementStateTest {

    private static final String TABLE = """
            DRAFT      JUDGED_GOOD          VALIDATED
            DRAFT      RENEWED              ACTIVE
            VALIDATED  MAILED               INVITED
            VALIDATED  ACCEPTED             ACTIVE
            VALIDATED  REJECTED             REJECTED
            VALIDATED  WITHDRAWN            WITHDRAWN
            VALIDATED  NOT_ANSWERED         INVITE_EXPIRED
            VALIDATED  MOVED_OUT            INVITE_EXPIRED
            VALIDATED  THIRD_PARTY_REVOKED  WITHDRAWN
            INVITED    REMINDED             INVITED
            INVITED    ACCEPTED             ACTIVE
            INVITED    REJECTED             REJECTED
            INVITED    WITHDRAWN            WITHDRAWN
            INVITED    NOT_ANSWERED         INVITE_EXPIRED
            INVITED    MOVED_OUT            INVITE_EXPIRED
            INVITED    THIRD_PARTY_REVOKED  WITHDRAWN
            ACTIVE     TERM_REACHED         COMPLETED
            ACTIVE     DELIVERED_ONCE       COMPLETED
            ACTIVE     RENEWED              COMPLETED
            ACTIVE     ESIID_LEFT           ACTIVE
            ACTIVE     ENDED_BY_CUSTOMER    TERMINATED_BY_CUSTOMER
            ACTIVE     ENDED_BY_THIRD_PARTY TERMINATED_BY_TP
            ACTIVE     MOVED_OUT            TERMINATED_MOVE_OUT
            ACTIVE     THIRD_PARTY_REVOKED  TERMINATED_TP_REVOKED
            """;

    static Stream<String> allowed() {
        return TABLE.lines();
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void leadsWhereTheTableSays(String line) {
        String[] words = line.split(" +", 3);

        assertThat(AgreementState.valueOf(words[0]).after(Cause.valueOf(words[1])))
                .contains(AgreementState.valueOf(words[2]));
    }

    @ParameterizedTest
    @EnumSource(AgreementState.class)
    void allowsNothingElse(AgreementState from) {
        Set<Cause> possible = EnumSet.noneOf(Cause.class);
        Arrays.stream(Cause.values())
                .filter(cause -> from.after(cause).isPresent())
                .forEach(possible::add);

        assertThat(possible).isEqualTo(listed().getOrDefault(from, Set.of()));
    }

    @Test
    void hasEightStatesThatNothingLeaves() {
        Set<AgreementState> last = Arrays.stream(AgreementState.values())
                .filter(AgreementState::isFinal)
                .collect(Collectors.toSet());

        assertThat(last)
                .containsExactlyInAnyOrder(
                        AgreementState.REJECTED,
                        AgreementState.INVITE_EXPIRED,
                        AgreementState.WITHDRAWN,
                        AgreementState.COMPLETED,
                        AgreementState.TERMINATED_BY_CUSTOMER,
                        AgreementState.TERMINATED_BY_TP,
                        AgreementState.TERMINATED_MOVE_OUT,
                        AgreementState.TERMINATED_TP_REVOKED);
    }

    private static Map<AgreementState, Set<Cause>> listed() {
        Map<AgreementState, Set<Cause>> listed = new EnumMap<>(AgreementState.class);
        TABLE.lines()
                .map(line -> line.split(" +", 3))
                .forEach(words -> listed.computeIfAbsent(
                                AgreementState.valueOf(words[0]), state -> EnumSet.noneOf(Cause.class))
                        .add(Cause.valueOf(words[1])));
        return listed;
    }
}
