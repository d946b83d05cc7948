package org.meterport.hub.rebranding;

/**
 * An answer to a question.
 *
 * @param version opaque; another one whenever the grant or any reading, revision or quality is another
 * @param body what leaves
 */
public record RenderedUsage(String version, byte[] body) {

    @Override
    public String toString() {
        return "RenderedUsage[" + version + "]";
    }
}
