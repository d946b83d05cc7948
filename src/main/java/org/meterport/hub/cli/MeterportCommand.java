package org.meterport.hub.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads the command line and runs its command. */
public final class MeterportCommand {

    private static final String HELP = """
            Meterport: an open third-party access hub for smart meters

              ./meterport up                      start everything, keep the data under data/
              ./meterport demo                    start on fresh data and walk through the whole chain
              ./meterport import [--esiid ESIID] [--tdsp ID] FILE...
                                                  feed interval files through a utility's inbound folder
              ./meterport reports [--user NAME] [--last N]
                                                  follow the latest reports of a Third Party at the running hub; the
                                                  secret of a user outside the sandbox stands in METERPORT_SECRET
              ./meterport bench NAME              measure this machine; names: han, rebranding, smoke, usage
              ./meterport verify-disclosures [--noted POSITION:HASH]
                                                  prove that the log of disclosures is whole and as it was written
              ./meterport help                    this text

            Settings stand in config/application.yaml. Any of them can be given as --key=value after the command, or as
            an environment variable (METERPORT_HTTP_PORT for meterport.http.port).
            """;

    private MeterportCommand() {}

    /** Exits 0 when all went well, 1 when something did not, 2 for a command line that makes no sense. */
    public static void main(String[] arguments) {
        System.exit(
                run(Arrays.asList(arguments), Path.of(System.getProperty("meterport.root", "")), Screen.ofProcess()));
    }

    static int run(List<String> arguments, Path root, Screen screen) {
        String command = arguments.isEmpty() ? "help" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        Path home = root.toAbsolutePath().normalize();
        try {
            switch (command) {
                case "up" -> new UpCommand(home, screen).run(rest);
                case "demo" -> new DemoCommand(home, screen).run(rest);
                case "import" -> new ImportCommand(home, screen).run(rest);
                case "reports" -> new ReportsCommand(home, screen).run(rest);
                case "bench" -> new BenchCommand(home, screen).run(rest);
                case "verify-disclosures" -> new VerifyDisclosuresCommand(home, screen).run(rest);
                case "help", "--help", "-h" -> screen.line(HELP);
                default -> {
                    screen.line("meterport: there is no command " + command);
                    screen.line(HELP);
                    return 2;
                }
            }
            return 0;
        } catch (CommandFailed failed) {
            screen.clearPassing();
            screen.line("meterport: " + failed.getMessage());
            return 1;
        }
    }
}
