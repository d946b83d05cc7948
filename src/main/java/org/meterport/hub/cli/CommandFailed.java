package org.meterport.hub.cli;

/** Ends a command with one line for the person at the terminal and a non-zero exit. */
final class CommandFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CommandFailed(String sentence) {
        super(sentence, null, false, false);
    }
}
