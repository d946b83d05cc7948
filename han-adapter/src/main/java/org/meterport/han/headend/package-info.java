/**
 * The boundary to a utility's head-end, or to whatever else can put a message on the air in a home.
 *
 * <p>One message: the hub {@link org.meterport.han.headend.HeadEnd#submit submits} a {@link org.meterport.han.headend.Batch} and gets, for each target
 * in order, a {@link org.meterport.han.headend.Token} or a refusal. Minutes or days later {@link org.meterport.han.headend.HeadEndEvent}s with that
 * token say how far the message came; each is delivered until it is acknowledged, in any order. Nothing here names a vendor, a transport or the hub.
 */
@NullMarked
package org.meterport.han.headend;

import org.jspecify.annotations.NullMarked;
