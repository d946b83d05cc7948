package org.meterport.hub.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command's arguments, taken apart.
 *
 * @param settings hub settings given as {@code --key=value}
 * @param options the command's own options, without their dashes
 * @param words all the rest
 */
record Arguments(Map<String, String> settings, Map<String, String> options, List<String> words) {

    /** @param known the command's own options, each followed by its value or joined to it by an equals sign */
    static Arguments of(List<String> arguments, Set<String> known) {
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> options = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
                continue;
            }
            String[] pair = argument.substring(2).split("=", 2);
            if (known.contains(pair[0])) {
                if (pair.length == 1 && i + 1 == arguments.size()) {
                    throw new CommandFailed("--" + pair[0] + " needs a value");
                }
                options.put(pair[0], pair.length == 2 ? pair[1] : arguments.get(++i));
            } else if (pair.length == 2) {
                settings.put(pair[0], pair[1]);
            } else {
                throw new CommandFailed("there is no option " + argument + "; a setting is given as --key=value");
            }
        }
        return new Arguments(settings, options, words);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }
}
