package org.meterport.components;

import java.util.Map;
import org.meterport.components.greenbutton.GreenButtonReader;
import org.meterport.components.intervalfile.DetectingReader;
import org.meterport.components.intervalfile.IntervalFileFormat;
import org.meterport.components.intervalfile.LseReader;
import org.meterport.components.intervalfile.SmtCsvReader;

/** Every reader behind one door, as a hub puts them together. */
final class AllReaders {
    private AllReaders() {}

    static DetectingReader detecting() {
        return new DetectingReader(Map.of(
                IntervalFileFormat.SMT_CSV, new SmtCsvReader(),
                IntervalFileFormat.LSE, new LseReader(),
                IntervalFileFormat.GREEN_BUTTON, new GreenButtonReader()));
    }
}
