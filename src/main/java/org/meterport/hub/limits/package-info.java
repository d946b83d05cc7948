/**
 * How often somebody may do something, counted for all nodes together. Every API call takes one from its company's
 * {@link org.meterport.hub.limits.Limit}; sign-ins count failures in the same way, so that guessing is slow.
 */
@NullMarked
package org.meterport.hub.limits;

import org.jspecify.annotations.NullMarked;
