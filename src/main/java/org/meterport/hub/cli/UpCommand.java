package org.meterport.hub.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.meterport.hub.app.Hub;

/** {@code up}: a hub with everything built in, until it is told to stop. */
final class UpCommand {

    private final Path root;
    private final Screen screen;

    UpCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void run(List<String> rest) {
        Arguments arguments = Arguments.of(rest, Set.of());
        var launch = new Launch(root, screen);
        screen.heading("Meterport is starting");
        try (var opened = new Opened(
                screen,
                "Stopping: flows finish what they have begun ...",
                "Stopped. The data stays in " + launch.data(arguments.settings()) + ".")) {
            Hub hub = opened.open(() -> launch.start(arguments.settings()));
            new Card(root, screen).show(hub);
            opened.awaitStop();
        }
    }
}
