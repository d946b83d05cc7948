package org.meterport.components.greenbutton;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Atom frame of one resource: who it is, whose it is, and what it points to. Hrefs are compared as they stand. */
final class FeedEntry {
    private final long line;
    private final List<String> related = new ArrayList<>();
    private @Nullable String self;
    private @Nullable String up;
    private @Nullable Instant updated;
    private String title = "";

    FeedEntry(long line) {
        this.line = line;
    }

    void link(@Nullable String rel, @Nullable String href) {
        if (href == null || rel == null) {
            return;
        }
        switch (rel) {
            case "self" -> self = href;
            case "up" -> up = href;
            case "related" -> related.add(href);
            default -> {
                // Other relations lead out of the feed.
            }
        }
    }

    void title(String text) {
        title = text;
    }

    void updated(Instant moment) {
        updated = moment;
    }

    /** Where the entry begins. */
    long line() {
        return line;
    }

    String title() {
        return title;
    }

    @Nullable
    Instant updated() {
        return updated;
    }

    @Nullable
    String self() {
        return self;
    }

    /** The collection in which this resource stands. */
    @Nullable
    String up() {
        return up;
    }

    List<String> related() {
        return related;
    }
}
