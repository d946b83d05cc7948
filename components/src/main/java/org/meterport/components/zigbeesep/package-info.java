/**
 * The {@code zigbee-sep} component: routes send to, and hear from, the devices in homes, over any {@link org.meterport.han.headend.HeadEnd}.
 *
 * <p>One message: an exchange with a text, a price or an event reaches {@code zigbee-sep:text} and its like; the producer makes a batch of it, hands it
 * to the head-end and lets the thread go; the answers become the body. Later the events come in at {@code zigbee-sep:events}, each acknowledged to the
 * head-end when its exchange has ended well, and delivered again when it has not.
 */
@NullMarked
package org.meterport.components.zigbeesep;

import org.jspecify.annotations.NullMarked;
