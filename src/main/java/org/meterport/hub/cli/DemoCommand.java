package org.meterport.hub.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.meterport.hub.app.Hub;

/** {@code demo}: a hub on fresh data and free ports, and a walk through the whole chain over its real protocols. */
final class DemoCommand {

    private final Path root;
    private final Screen screen;

    DemoCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void run(List<String> rest) {
        Arguments arguments = Arguments.of(rest, Set.of());
        long began = System.nanoTime();
        screen.heading("Meterport demo: a hub on fresh data, then usage in, consent, usage out, a device in a home");
        try (var opened = new Opened(screen, "Stopping: the demo's hub and its data go ...", "")) {
            var folder = opened.open(() -> TemporaryFolder.make("meterport-demo-"));
            Map<String, String> settings = Launch.freePorts();
            settings.put("meterport.data", folder.path().toString());
            settings.put("meterport.head-end.capture", "true");
            settings.putAll(arguments.settings());
            Hub hub = opened.open(() -> new Launch(root, screen).start(settings));
            var tour = new DemoTour(hub, folder.path(), screen);
            tour.walk();
            summary(tour, began);
        }
    }

    private void summary(DemoTour tour, long began) {
        screen.heading("Summary");
        screen.line("  " + tour.passed() + " checks passed, " + tour.failed() + " failed, "
                + (System.nanoTime() - began) / 1_000_000_000 + " s in all");
        if (tour.failed() > 0) {
            throw new CommandFailed("the demo did not come to its good end");
        }
        screen.line("  Next: ./meterport up, and routes/README.md for the flows you have just seen at work.");
    }
}
