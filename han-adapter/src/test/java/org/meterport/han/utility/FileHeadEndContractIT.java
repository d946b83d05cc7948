package org.meterport.han.utility;

import org.meterport.han.tck.HeadEndContract;

class FileHeadEndContractIT extends HeadEndContract {
    @Override
    protected Bench newBench() {
        return new FileBench();
    }
}
