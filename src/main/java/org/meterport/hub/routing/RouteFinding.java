package org.meterport.hub.routing;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a flow's file, said so that its editor can mend it.
 *
 * @param file path below the routes folder, with forward slashes
 * @param line from 1; 0 when the finding is about the file as a whole
 * @param column from 1; 0 when unknown
 * @param step id of the step or of the flow it is about, where known
 * @param sentence what is wrong and what is expected; never the value of a setting, which may be a secret
 */
public record RouteFinding(
        Rule rule,
        String file,
        int line,
        int column,
        @Nullable String step,
        String sentence) {

    /** What a finding is about, in the order in which the gate looks. */
    public enum Rule {
        /** Not readable, empty, too large, or not YAML. */
        SYNTAX,
        /** One {@code - route:}, {@code - routeConfiguration:} or {@code - rest:} a file, in the long form. */
        CANONICAL_FORM,
        /** A comment at the head that says what comes in, what goes out and why. */
        HEAD_COMMENT,
        /** The flow's id and its direct name are the file's name. */
        ROUTE_ID,
        /** A flow says in one line what it does. */
        DESCRIPTION,
        /** Each step's id is the flow's id, a dot, and a word of its own. */
        STEP_ID,
        /** Options stand under {@code parameters}, not in the address. */
        NO_QUERY_STRING,
        /** No program text in a flow: a use case is called instead. */
        NO_SCRIPT,
        /** No SQL in a flow. */
        NO_SQL,
        /** A flow fed from outside removes {@code Camel*} headers first. */
        DISTRUST,
        /** A handled failure ends in an answer or a dead-letter queue, not in the log alone. */
        NO_LOST_FAILURE,
        /** At most 60 lines a flow. */
        LENGTH,
        /** The published schema of the language. */
        SCHEMA,
        /** Components, their options, beans, policies and expressions exist and are well formed. */
        REFERENCE,
        /** Another file has the same id. */
        DUPLICATE,
        /** What the API's contract needs. */
        CONTRACT,
        /** Building it in a throw-away context, or starting it, failed. */
        TRIAL
    }

    @Override
    public String toString() {
        var text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        if (step != null) {
            text.append(" [").append(step).append(']');
        }
        return text.append(": ").append(sentence).toString();
    }
}
