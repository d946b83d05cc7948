package org.meterport.hub.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.meterport.hub.app.Hub;

/**
 * {@code bench NAME}: measures this machine on a hub of its own, and says whether the figures suffice. A bench of another
 * size than its targets are for is asked for by {@code --esiids} and {@code --warm-up}, in seconds.
 */
final class BenchCommand {

    private static final Set<String> NAMES = new TreeSet<>(Set.of("han", "rebranding", "smoke", "usage"));

    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration ROUND = Duration.ofSeconds(8);

    private final Path root;
    private final Screen screen;

    BenchCommand(Path root, Screen screen) {
        this.root = root;
        this.screen = screen;
    }

    void run(List<String> rest) {
        Arguments arguments = Arguments.of(rest, Set.of("esiids", "warm-up"));
        if (arguments.words().size() != 1 || !NAMES.contains(arguments.words().get(0))) {
            throw new CommandFailed("name one bench: " + String.join(", ", NAMES));
        }
        String name = arguments.words().get(0);
        int esiids = number(arguments, "esiids").orElse(UsageOutBench.ESIIDS);
        Duration warmUp = number(arguments, "warm-up").map(Duration::ofSeconds).orElse(WARM_UP);
        try (var folder = TemporaryFolder.make("meterport-bench-")) {
            Map<String, String> settings = Launch.freePorts();
            settings.put("meterport.data", folder.path().toString());
            if (name.equals("rebranding")) {
                RebrandingBench.prepare(settings);
            }
            if (name.equals("han")) {
                settings.put("meterport.head-end.radio", "ideal");
            }
            settings.putAll(arguments.settings());
            List<Figure> figures;
            try (Hub hub = new Launch(root, Screen.silent()).start(settings)) {
                figures = switch (name) {
                    case "han" -> new HanBench(hub, folder.path(), warmUp).measure();
                    case "rebranding" ->
                        new RebrandingBench(hub, warmUp.multipliedBy(2), ROUND, screen::line).measure();
                    case "usage" -> new UsageBench(hub, folder.path(), warmUp, esiids).measure();
                    default -> new SmokeBench(hub, folder.path()).measure();
                };
            }
            figures.forEach(figure -> screen.line(figure.line()));
            if (figures.stream().anyMatch(figure -> !figure.suffices())) {
                throw new CommandFailed("at least one figure is short of its target");
            }
        }
    }

    private static Optional<Integer> number(Arguments arguments, String option) {
        return arguments.option(option).map(text -> {
            if (!text.matches("[1-9][0-9]{0,4}")) {
                throw new CommandFailed("--" + option + " takes a number from 1 to 99999");
            }
            return Integer.valueOf(text);
        });
    }

    /**
     * One measured figure.
     *
     * @param reference measured in the same run, in the same unit
     * @param target the ratio of value to reference that suffices: the least, or where less is better the greatest
     */
    record Figure(String name, double value, String unit, double reference, double target, boolean lessIsBetter) {

        Figure(String name, double value, String unit, double reference, double target) {
            this(name, value, unit, reference, target, false);
        }

        static Figure atLeast(String name, double value, String unit, double floor) {
            return new Figure(name, value, unit, floor, 1);
        }

        static Figure atMost(String name, double value, String unit, double ceiling) {
            return new Figure(name, value, unit, ceiling, 1, true);
        }

        double ratio() {
            return value / reference;
        }

        boolean suffices() {
            return lessIsBetter ? ratio() <= target : ratio() >= target;
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
