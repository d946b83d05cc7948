package org.meterport.han.program;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.meterport.han.remote.HeadEndServer;
import org.meterport.han.sim.RadioModel;
import org.meterport.han.sim.RealTimeline;
import org.meterport.han.sim.SimulatedHeadEnd;

/** {@code SimulatorProgram PORT FOLDER STREET [ideal|sandbox|field]}: keeps its journal and its capture in the folder. Prints its port when it is ready. */
public final class SimulatorProgram {
    private static final int NEEDED = 3;
    private static final String USAGE = "usage: SimulatorProgram PORT FOLDER STREET [ideal|sandbox|field]";

    private SimulatorProgram() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < NEEDED) {
            System.err.println(USAGE);
            System.exit(2);
        }
        var folder = Path.of(arguments[1]);
        var model = model(arguments.length > NEEDED ? arguments[NEEDED] : "sandbox");
        var settings = SimulatedHeadEnd.Settings.of(1, model)
                .withJournal(folder.resolve("journal"))
                .withCapture(folder.resolve("air.pcap"));
        try (var headEnd = SimulatedHeadEnd.open(settings, new RealTimeline(Clock.systemUTC()))) {
            StreetFile.declare(Path.of(arguments[2]), headEnd.hands());
            headEnd.start();
            try (var server = HeadEndServer.listen(headEnd, Integer.parseInt(arguments[0]))) {
                System.out.println("simulated head-end on port " + server.port());
                new CountDownLatch(1).await();
            }
        }
    }

    private static RadioModel model(String name) {
        return switch (name) {
            case "ideal" -> RadioModel.ideal();
            case "sandbox" -> RadioModel.sandbox();
            case "field" -> RadioModel.field();
            default -> throw new IllegalArgumentException(USAGE);
        };
    }
}
