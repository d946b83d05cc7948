package org.meterport.hub.rebranding;

/** An answer to a question. */
public final class RenderedUsage {

    private final String version;
    private final byte[] body;

    /** @param body handed over for good */
    RenderedUsage(String version, byte[] body) {
        this.version = version;
        this.body = body;
    }

    /** Opaque; another one whenever the grant or any reading, revision or quality is another. */
    public String version() {
        return version;
    }

    /** What leaves. It may be given to others too, so nobody may change it. */
    public byte[] body() {
        return body;
    }
}
