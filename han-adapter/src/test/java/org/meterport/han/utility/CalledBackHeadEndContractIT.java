package org.meterport.han.utility;

import org.meterport.han.tck.HeadEndContract;

class CalledBackHeadEndContractIT extends HeadEndContract {
    @Override
    protected Bench newBench() {
        return new HttpBench(true);
    }
}
