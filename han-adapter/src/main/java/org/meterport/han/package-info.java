/**
 * ZigBee Smart Energy Profile 1.0 and 1.1 for a hub that is not itself on the radio.
 *
 * <p>One message: {@link org.meterport.han.sep} turns a text, a price or a load-control event into the bytes of the standard; {@link
 * org.meterport.han.headend} is the boundary over which a utility's head-end takes them, with the list of homes they are for; the head-end's
 * meters put them on the air and the answers come back as events. {@link org.meterport.han.sim} is a head-end without a utility.
 */
@NullMarked
package org.meterport.han;

import org.jspecify.annotations.NullMarked;
