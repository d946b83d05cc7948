/**
 * The simulated head-end as a program of its own, for a laboratory and for tests that kill it.
 *
 * <p>{@link org.meterport.han.program.SimulatorProgram} reads a street from a file, opens the simulation on its journal and serves it over TCP until it
 * is ended.
 */
@NullMarked
package org.meterport.han.program;

import org.jspecify.annotations.NullMarked;
