package org.meterport.hub.ondemand;

import java.time.Instant;
import java.util.Optional;
import org.meterport.hub.shared.ProblemCode;
import org.meterport.hub.shared.ThirdPartyId;

/**
 * One reading a Third Party asks a meter for.
 *
 * @param id {@code odr_…}; SMT's {@code correlationId}
 * @param deadline what the meter has not answered by then has failed
 * @param registers what the meter answered, while it is {@link Status#COMPLETED}
 * @param failure why there is no answer, while it is {@link Status#FAILED}
 */
public record OnDemandRead(
        String id,
        ThirdPartyId thirdParty,
        String esiid,
        Status status,
        Instant requestedAt,
        Instant deadline,
        Optional<Registers> registers,
        Optional<Failure> failure) {

    /** Where a read stands. The last two are final. */
    public enum Status {
        PENDING,
        COMPLETED,
        FAILED
    }

    /**
     * The meter's registers.
     *
     * @param deliveredWattHours to the premise since the meter was set
     * @param receivedWattHours from the premise
     * @param at by the meter's clock
     */
    public record Registers(long deliveredWattHours, long receivedWattHours, Instant at) {}

    /** Why there is no reading, with a stable code and a sentence that says what to do. */
    public record Failure(String code, String detail) {

        public static Failure of(ProblemCode problem, String detail) {
            return new Failure(problem.code(), detail);
        }
    }

    public boolean isFinal() {
        return status != Status.PENDING;
    }

    /** The deadline ends a read whether anybody has noted it or not. */
    public OnDemandRead at(Instant now) {
        return isFinal() || now.isBefore(deadline) ? this : failed(timedOut());
    }

    public OnDemandRead completed(Registers answer) {
        return new OnDemandRead(
                id, thirdParty, esiid, Status.COMPLETED, requestedAt, deadline, Optional.of(answer), Optional.empty());
    }

    public OnDemandRead failed(Failure cause) {
        return new OnDemandRead(
                id, thirdParty, esiid, Status.FAILED, requestedAt, deadline, Optional.empty(), Optional.of(cause));
    }

    private static Failure timedOut() {
        return Failure.of(OnDemandProblem.TIMED_OUT, "The meter did not answer in time; ask again later.");
    }
}
