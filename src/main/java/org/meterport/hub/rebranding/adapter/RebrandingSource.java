package org.meterport.hub.rebranding.adapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.meterport.components.intervalfile.BillingMonth;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.hub.rebranding.UsageQuestion;
import org.meterport.hub.rebranding.UsageQuestion.View;
import org.meterport.hub.rebranding.UsageRows;
import org.meterport.hub.usage.RegisterStore;
import org.meterport.hub.usage.UsageStore;

/** This hub's own store as a source. */
public final class RebrandingSource {

    private static final int QUARTER_HOUR = 900;

    private final UsageStore usage;
    private final RegisterStore registers;

    public RebrandingSource(UsageStore usage, RegisterStore registers) {
        this.usage = usage;
        this.registers = registers;
    }

    /** The rows, not yet read: whoever lets them out reads them in the same transaction. */
    public UsageRows direct(UsageQuestion question) {
        var query = new UsageStore.Query(
                question.esiid(), question.from(), question.to(), QUARTER_HOUR, question.channels(), false);
        return new UsageRows() {
            @Override
            public List<DayReadings> days() {
                List<DayReadings> days = new ArrayList<>();
                if (question.view() == View.INTERVAL) {
                    usage.read(query, days::add);
                }
                return days;
            }

            @Override
            public List<BillingMonth> months() {
                return readMonths(question);
            }

            @Override
            public Optional<UsageStore.Query> stored() {
                return question.view() == View.INTERVAL ? Optional.of(query) : Optional.empty();
            }
        };
    }

    private List<BillingMonth> readMonths(UsageQuestion question) {
        List<BillingMonth> months = new ArrayList<>();
        if (question.view() == View.MONTHLY) {
            registers.months(
                    new RegisterStore.Query(
                            question.esiid(), question.from(), question.to(), question.channels(), false),
                    months::add);
        }
        return months;
    }
}
