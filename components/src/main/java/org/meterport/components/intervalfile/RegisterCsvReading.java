package org.meterport.components.intervalfile;

import java.io.InputStream;
import java.util.function.Consumer;

/** One pass over one CSV of daily register reads; see {@code docs/decisions/0082-register-layouts-of-our-own.md}. */
final class RegisterCsvReading extends RegisterRows {

    static final String HEADER =
            "ESIID,READ_DATE,REVISION_DATE,START_READING,END_READING,KWH,CONSUMPTION_SURPLUSGENERATION";

    private static final int WITHOUT_CHANNEL = 6;

    private final Consumer<? super RegisterRead> sink;

    RegisterCsvReading(InputStream file, ReadContext context, Consumer<? super RegisterRead> sink) {
        super(file, context, HEADER, WITHOUT_CHANNEL);
        this.sink = sink;
    }

    @Override
    void row(int present) throws IntervalFileException {
        sink.accept(new RegisterRead(
                fields.esiid(0, context),
                channel(present),
                day(1),
                revision(2),
                thousandths(3),
                thousandths(4),
                thousandths(5)));
    }

    private Channel channel(int present) throws IntervalFileException {
        if (present == WITHOUT_CHANNEL) {
            return Channel.CONSUMPTION;
        }
        String name = fields.text(WITHOUT_CHANNEL);
        for (Channel channel : Channel.values()) {
            if (channel.smtName().equals(name)) {
                return channel;
            }
        }
        throw fields.fault(
                FaultReason.CHANNEL_UNKNOWN,
                fields.quoted(WITHOUT_CHANNEL) + " is neither Consumption nor Surplus Generation.");
    }
}
