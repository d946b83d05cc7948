/**
 * The test that a company's programs pass before they are let near anybody's data. A {@link
 * org.meterport.hub.conformance.Rehearsal} gives the company a home of its own that nobody lives in: its customer of
 * record reads the company's mail. The real flows run there and nowhere else, and each {@link
 * org.meterport.hub.conformance.Step} that a call has shown is ticked off; with the last one the company is through.
 */
@NullMarked
package org.meterport.hub.conformance;

import org.jspecify.annotations.NullMarked;
