/** The hub as one process: every capability's wiring in one list, and the beans they share. */
@NullMarked
package org.meterport.hub.app;

import org.jspecify.annotations.NullMarked;
