package org.meterport.hub.api.adapter;

/**
 * Whether somebody whose token is good may still do what the token was given for. Asked at every call, so that a
 * company or user who is stopped is stopped with the next one, and not when the token ends.
 */
@FunctionalInterface
public interface CallerStanding {

    /** Lets everybody do everything; for flows without people. */
    CallerStanding ANY = (caller, right) -> true;

    /**
     * @param right what the contract asks for as {@code x-right}; empty where any user will do
     * @return whether the company has passed the conformance test
     * @throws org.meterport.hub.shared.Rejection when the company or the user is stopped, or the right is missing
     */
    boolean require(ApiCaller caller, String right);
}
