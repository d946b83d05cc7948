package org.meterport.hub.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.meterport.hub.app.Hub;
import org.meterport.hub.cli.BenchCommand.Figure;

/** Usage data, in from the utilities and out to Third Parties, each half against what the machine itself can do. */
final class UsageBench {

    private final Hub hub;
    private final Path folder;
    private final Duration warmUp;
    private final int esiids;

    UsageBench(Hub hub, Path folder, Duration warmUp, int esiids) {
        this.hub = hub;
        this.folder = folder;
        this.warmUp = warmUp;
        this.esiids = esiids;
    }

    List<Figure> measure() {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(new UsageInBench(hub, folder, warmUp).measure());
        figures.addAll(new UsageOutBench(hub, folder, warmUp, esiids).measure());
        return figures;
    }
}
