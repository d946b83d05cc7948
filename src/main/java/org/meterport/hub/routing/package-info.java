/**
 * Flows are files. This package decides which of them run.
 *
 * <p>The path of one edit: a file in the routes folder changes; once it is whole it goes through the gate (house rules,
 * YAML schema, catalogue of components, a trial in a throw-away context); what passes replaces the running flow, and
 * only that one; what does not is told with file, line and step, and the flow goes on as it was. Here stand the words
 * an operator reads about it, free of Camel; the gate itself is in {@code adapter}.
 */
@NullMarked
package org.meterport.hub.routing;

import org.jspecify.annotations.NullMarked;
