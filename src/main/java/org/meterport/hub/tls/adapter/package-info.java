/**
 * The sandbox authority and the keys in memory: Bouncy Castle makes and reads them, the JDK serves from them.
 *
 * <p>{@link org.meterport.hub.tls.adapter.ServerTls} is the way in: on start it lets {@link
 * org.meterport.hub.tls.adapter.SandboxAuthority} make or renew what is due (under a file lock, so that two hub
 * processes agree on one authority), loads the result into a {@link
 * org.meterport.hub.tls.adapter.ReloadingKeyManager} and hands out the SSL context.
 */
@NullMarked
package org.meterport.hub.tls.adapter;

import org.jspecify.annotations.NullMarked;
