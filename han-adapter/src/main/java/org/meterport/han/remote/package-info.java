/**
 * Any head-end in another process, over TCP: the simulator as its own program, or a deployer's adapter that should not live in the hub.
 *
 * <p>One call: {@link org.meterport.han.remote.RemoteHeadEnd} writes a frame with a number, {@link org.meterport.han.remote.HeadEndServer} asks its
 * head-end and writes a frame with the same number back; events come in between, and each acknowledgement goes back as a frame. When the connection is
 * lost, every unanswered call has failed with {@link org.meterport.han.headend.HeadEndUnavailable}, which is harmless because calls are repeated under the
 * same ids, and what was not acknowledged is delivered again. The connection is in clear and asks for no password: loopback, or a tunnel.
 */
@NullMarked
package org.meterport.han.remote;

import org.jspecify.annotations.NullMarked;
