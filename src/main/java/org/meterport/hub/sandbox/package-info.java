/**
 * A synthetic neighbourhood for the sandbox: premises, meters, customers and devices that nobody owns, and 13 months of
 * readings that look like Texas.
 *
 * <p>{@link org.meterport.hub.sandbox.Neighbourhood} makes all of it from a seed number. A reading depends on seed,
 * premise and day alone, so the same sandbox comes up on every machine, and tomorrow's adds a day without changing one.
 * {@code Weather} says how hot and how cloudy a day is, {@code HouseholdLoad} what a premise draws and what its roof
 * yields, {@code Meter} turns both into days of readings with their estimates and the one gap.
 */
@NullMarked
package org.meterport.hub.sandbox;

import org.jspecify.annotations.NullMarked;
