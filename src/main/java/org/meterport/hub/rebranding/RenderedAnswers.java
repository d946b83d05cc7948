package org.meterport.hub.rebranding;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers made before, by their version, the latest used. A version stands for the grant, the question and every reading
 * shown, so an answer found here is right as long as its version is; whether it may leave is another question.
 */
final class RenderedAnswers {

    private final long mostBytes;
    private final Map<String, byte[]> bodies = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param mostBytes how much is kept, counted by bodies */
    RenderedAnswers(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<byte[]> find(String version) {
        return Optional.ofNullable(bodies.get(version));
    }

    synchronized void keep(String version, byte[] body) {
        byte[] before = bodies.put(version, body);
        bytes += (long) body.length - (before == null ? 0 : before.length);
        Iterator<byte[]> oldest = bodies.values().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }
}
