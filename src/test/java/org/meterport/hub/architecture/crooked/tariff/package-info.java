/** A capability that does what none may. */
@NullMarked
package org.meterport.hub.architecture.crooked.tariff;

import org.jspecify.annotations.NullMarked;
