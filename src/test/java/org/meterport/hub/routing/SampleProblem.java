package org.meterport.hub.routing;

import org.meterport.hub.shared.ProblemCode;

/** A refusal for tests of the policies. */
public enum SampleProblem implements ProblemCode {
    TOO_MANY;

    @Override
    public String code() {
        return "SMP-201";
    }

    @Override
    public int httpStatus() {
        return 422;
    }

    @Override
    public String title() {
        return "Too many";
    }
}
