package org.meterport.han.dongle;

import org.meterport.han.tck.HeadEndContract;

/** As far as one home allows, which is everything but reading the meter. */
class DongleHeadEndContractTest extends HeadEndContract {
    @Override
    protected Bench newBench() {
        return new Workbench();
    }
}
