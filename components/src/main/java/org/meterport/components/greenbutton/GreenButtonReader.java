package org.meterport.components.greenbutton;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.meterport.components.intervalfile.DayLedger;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.IntervalFileException;
import org.meterport.components.intervalfile.IntervalFileReader;
import org.meterport.components.intervalfile.ReadContext;
import org.meterport.components.intervalfile.ReadTally;

/**
 * Reads the interval energy of a Green Button feed, of ESPI 1.1 to 4.0 and whatever its prefixes.
 *
 * <p>ESPI times are UTC, so the days handed over are the market's, whichever zone the feed was cut by; a feed cut in
 * another zone has a first and a last day with readings missing. A feed's readings are held until its last byte, since
 * a link may point forward; {@code ReadLimits.heldReadings} bounds them. Costs and summaries are passed over.
 */
public final class GreenButtonReader implements IntervalFileReader {

    @Override
    public ReadTally read(InputStream file, ReadContext context, Consumer<? super DayReadings> sink)
            throws IOException, IntervalFileException {
        DayLedger ledger = new DayLedger(context, sink);
        Feed feed = FeedScan.scan(file, context.limits(), ledger);
        new FeedDays(feed, context, ledger).handOver();
        return ledger.tally();
    }
}
