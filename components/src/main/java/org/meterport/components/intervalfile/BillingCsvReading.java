package org.meterport.components.intervalfile;

import java.io.InputStream;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.meterport.components.intervalfile.BillingMonth.Demand;

/** One pass over one CSV of billing months; see {@code docs/decisions/0082-register-layouts-of-our-own.md}. */
final class BillingCsvReading extends RegisterRows {

    static final String HEADER =
            "ESIID,START_DATE,END_DATE,REVISION_DATE,ACTUAL_KWH,METERED_KW,BILLED_KW,METERED_KVA,BILLED_KVA";

    private final Consumer<? super BillingMonth> sink;

    BillingCsvReading(InputStream file, ReadContext context, Consumer<? super BillingMonth> sink) {
        super(file, context, HEADER, 9);
        this.sink = sink;
    }

    @Override
    void row(int present) throws IntervalFileException {
        LocalDate first = day(1);
        LocalDate last = day(2);
        if (last.isBefore(first)) {
            throw fields.fault(FaultReason.DATE_INVALID, "The month ends on " + last + ", before it begins.");
        }
        sink.accept(new BillingMonth(
                fields.esiid(0, context),
                first,
                last,
                revision(3),
                thousandths(4),
                new Demand(thousandthsIfAny(5), thousandthsIfAny(6), thousandthsIfAny(7), thousandthsIfAny(8))));
    }
}
