package org.meterport.han.utility;

import org.meterport.han.tck.HeadEndContract;

class PolledHeadEndContractIT extends HeadEndContract {
    @Override
    protected Bench newBench() {
        return new HttpBench(false);
    }
}
