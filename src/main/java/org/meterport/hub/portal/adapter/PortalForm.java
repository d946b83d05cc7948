package org.meterport.hub.portal.adapter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meterport.hub.portal.adapter.PortalCalls.Answer;
import org.springframework.util.MultiValueMap;

/** What was filled in, and what is wrong with it, so that a refused form comes back with both. */
public final class PortalForm {

    /** Where a fault stands that belongs to no field. */
    static final String WHOLE = "";

    private final Map<String, List<String>> values = new HashMap<>();
    private final Map<String, String> faults = new LinkedHashMap<>();

    /** An empty form with these values to begin with. */
    static PortalForm begun(Map<String, String> values) {
        var form = new PortalForm();
        values.forEach((name, value) -> form.values.put(name, List.of(value)));
        return form;
    }

    static PortalForm sent(MultiValueMap<String, String> values) {
        var form = new PortalForm();
        form.values.putAll(values);
        return form;
    }

    /** As it was typed, without blanks around it; empty if it was not sent. */
    public String text(String name) {
        List<String> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.get(0).strip();
    }

    public boolean has(String name, String value) {
        return values.getOrDefault(name, List.of()).contains(value);
    }

    public Optional<String> fault(String name) {
        return Optional.ofNullable(faults.get(name));
    }

    public boolean isFaulty() {
        return !faults.isEmpty();
    }

    /** What was ticked. */
    List<String> ticked(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Words one under the other, or with commas or blanks between; a spreadsheet's apostrophe is none of theirs. */
    List<String> words(String name) {
        return Arrays.stream(text(name).split("[\\s,;]+"))
                .map(word -> word.startsWith("'") ? word.substring(1) : word)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A whole number; notes a fault if it is none. */
    Optional<Integer> number(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException none) {
            fault(name, "This is not a whole number.");
            return Optional.empty();
        }
    }

    void fault(String name, String sentence) {
        faults.putIfAbsent(name, sentence);
    }

    /** Notes what a flow refused, at its field where the refusal names one. */
    void refuse(Answer answer, Map<String, String> fieldsOfCodes) {
        if (answer.body().get("errors") instanceof List<?> errors) {
            for (Object error : errors) {
                if (error instanceof Map<?, ?> one) {
                    String pointer = String.valueOf(one.get("pointer"));
                    fault(
                            pointer.substring(pointer.lastIndexOf('/') + 1).replaceAll("^[0-9]+$", WHOLE),
                            String.valueOf(one.get("detail")));
                }
            }
        }
        if (faults.isEmpty() || answer.body().get("errors") == null) {
            refuse(answer.text("code"), answer.text("detail"), fieldsOfCodes);
        }
    }

    void refuse(String code, String detail, Map<String, String> fieldsOfCodes) {
        fault(fieldsOfCodes.getOrDefault(code, WHOLE), detail);
    }

    /** The address for the next step: a query that keeps what was asked for. */
    static void keep(Map<String, String> parameters, String name, String value) {
        if (!value.isBlank()) {
            parameters.put(name, value.strip());
        }
    }
}
