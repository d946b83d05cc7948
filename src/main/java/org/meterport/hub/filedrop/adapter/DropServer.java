package org.meterport.hub.filedrop.adapter;

import java.util.Optional;

/** One of the two servers. Opened and closed by one thread at a time; may be opened again after it was closed. */
interface DropServer {

    /**
     * Begins to listen.
     *
     * @throws IllegalStateException when the port is taken or the address is not ours; the message names the setting
     */
    void open();

    /** The port listened on, or empty when the listener is closed or died. */
    Optional<Integer> port();

    /** Ends the listener and all sessions; uploads under way leave nothing. */
    void close();
}
