package org.meterport.hub.filedrop;

import java.util.Optional;

/**
 * How the file servers are, for health.
 *
 * @param ftpsPort the port listened on; empty when not listening
 * @param sftpPort the port listened on; empty when not listening
 * @param cause what is wrong and what is being done about it, for an operator; empty when all is well
 */
public record FileDropState(
        Optional<Integer> ftpsPort, Optional<Integer> sftpPort, boolean folderWritable, Optional<String> cause) {

    public boolean isUp() {
        return ftpsPort.isPresent() && sftpPort.isPresent() && folderWritable;
    }
}
