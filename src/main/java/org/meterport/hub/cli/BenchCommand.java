package org.meterport.hub.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.meterport.hub.app.Hub;

/** {@code bench NAME}: measures this machine on a hub of its own, and says whether the figures suffice. */
final class BenchCommand {

    private static final String NAMES = "smoke";

    private final Path root;
    private final Screen screen;

    BenchCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void run(List<String> rest) {
        Arguments arguments = Arguments.of(rest, Set.of());
        if (!arguments.words().equals(List.of(NAMES))) {
            throw new CommandFailed("name one bench: " + NAMES);
        }
        try (var folder = TemporaryFolder.make("meterport-bench-")) {
            Map<String, String> settings = Launch.freePorts();
            settings.put("meterport.data", folder.path().toString());
            settings.putAll(arguments.settings());
            List<Figure> figures;
            try (Hub hub = new Launch(root, Screen.silent()).start(settings)) {
                figures = new SmokeBench(hub, folder.path()).measure();
            }
            figures.forEach(figure -> screen.line(figure.line()));
            if (figures.stream().anyMatch(figure -> !figure.suffices())) {
                throw new CommandFailed("at least one figure is short of its target");
            }
        }
    }

    /**
     * One measured figure.
     *
     * @param reference measured in the same run, in the same unit
     * @param target the least ratio of value to reference that suffices
     */
    record Figure(String name, double value, String unit, double reference, double target) {

        double ratio() {
            return value / reference;
        }

        boolean suffices() {
            return ratio() >= target;
        }

        /** Tab-separated: figure, value, unit, reference, ratio, target, ok or short. */
        String line() {
            return String.format(
                    Locale.ROOT,
                    "%s\t%.0f\t%s\t%.0f\t%.2f\t%.2f\t%s",
                    name,
                    value,
                    unit,
                    reference,
                    ratio(),
                    target,
                    suffices() ? "ok" : "short");
        }
    }
}
