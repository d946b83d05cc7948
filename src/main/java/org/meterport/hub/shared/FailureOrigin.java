package org.meterport.hub.shared;

import org.jspecify.annotations.Nullable;

/**
 * Where a failure came from, for the log: kinds and places of it and its causes. Never a message of theirs: it may quote
 * a payload, a name or a secret.
 */
public final class FailureOrigin {

    private static final int CAUSES = 5;
    private static final int FRAMES = 12;
    private static final int FRAMES_OF_CAUSE = 3;

    private FailureOrigin() {}

    /** In one line. */
    public static String of(@Nullable Throwable failure) {
        var text = new StringBuilder();
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < CAUSES; cause = cause.getCause(), depth++) {
            text.append(depth == 0 ? "" : " <- ").append(cause.getClass().getName());
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, depth == 0 ? FRAMES : FRAMES_OF_CAUSE); i++) {
                text.append(i == 0 ? " at " : ", ").append(frames[i]);
            }
        }
        return text.toString();
    }
}
