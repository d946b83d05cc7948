package org.meterport.components.greenbutton;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.meterport.components.intervalfile.FaultReason;
import org.meterport.components.intervalfile.IntervalFileException;

/**
 * The resources of one feed and the links between them. Links are followed by exact equality of href; where a feed's
 * links lead nowhere but only one resource of the wanted kind is there, that one is meant.
 */
final class Feed {
    private final Resources<UsagePoint> usagePoints = new Resources<>("UsagePoint");
    private final Resources<FeedEntry> meterReadings = new Resources<>("MeterReading");
    private final Resources<ReadingType> readingTypes = new Resources<>("ReadingType");
    private final List<ReadingBlock> blocks = new ArrayList<>();
    private @Nullable Instant updated;

    /** Resources of one kind by the hrefs under which others know them. */
    private static final class Resources<R> {
        private final String kind;
        private final Map<String, R> byHref = new HashMap<>();
        private int count;
        private @Nullable R first;

        Resources(String kind) {
            this.kind = kind;
        }

        void add(R resource, List<String> hrefs) {
            count++;
            if (first == null) {
                first = resource;
            }
            hrefs.forEach(href -> byHref.putIfAbsent(href, resource));
        }

        Optional<R> follow(List<String> hrefs, FeedEntry from) throws IntervalFileException {
            for (String href : hrefs) {
                R found = byHref.get(href);
                if (found != null) {
                    return Optional.of(found);
                }
            }
            if (count > 1) {
                throw new IntervalFileException(
                        FaultReason.LINK_UNRESOLVED,
                        from.line(),
                        "No link leads from the entry to one of the feed's " + count + " entries of kind " + kind
                                + "; hrefs must be equal.");
            }
            return Optional.ofNullable(first);
        }
    }

    /** To be called when the entry is complete, as the following two. */
    void add(UsagePoint usagePoint) {
        usagePoints.add(usagePoint, usagePoint.entry().related());
    }

    void addMeterReading(FeedEntry meterReading) {
        meterReadings.add(meterReading, meterReading.related());
    }

    void add(ReadingType readingType) {
        readingTypes.add(readingType, hrefs(readingType.entry().self()));
    }

    void add(ReadingBlock block) {
        blocks.add(block);
    }

    void updated(Instant moment) {
        updated = moment;
    }

    List<ReadingBlock> blocks() {
        return blocks;
    }

    /** When the utility issued a block: its entry says, or else the feed. */
    Optional<Instant> issued(ReadingBlock block) {
        Instant byEntry = block.entry().updated();
        return Optional.ofNullable(byEntry != null ? byEntry : updated);
    }

    ReadingType readingType(ReadingBlock block) throws IntervalFileException {
        FeedEntry from = meterReading(block);
        return readingTypes
                .follow(from.related(), from)
                .orElseThrow(() -> new IntervalFileException(
                        FaultReason.LINK_UNRESOLVED, from.line(), "The feed has no ReadingType."));
    }

    /** Empty if the feed shows no usage point at all. */
    Optional<UsagePoint> usagePoint(ReadingBlock block) throws IntervalFileException {
        FeedEntry from = meterReading(block);
        return usagePoints.follow(hrefs(from.up()), from);
    }

    /** The block's own entry stands in where the feed has no meter readings. */
    private FeedEntry meterReading(ReadingBlock block) throws IntervalFileException {
        return meterReadings.follow(hrefs(block.entry().up()), block.entry()).orElse(block.entry());
    }

    private static List<String> hrefs(@Nullable String href) {
        return href == null ? List.of() : List.of(href);
    }
}
