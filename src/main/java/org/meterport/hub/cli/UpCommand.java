package org.meterport.hub.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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
        Hub hub = launch.start(arguments.settings());
        new Card(root, screen).show(hub);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            screen.line("");
                            screen.line("Stopping: flows finish what they have begun ...");
                            hub.close();
                            screen.line("Stopped. The data stays in " + launch.data(arguments.settings()) + ".");
                            stopped.countDown();
                        },
                        "stop"));
        try {
            stopped.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
