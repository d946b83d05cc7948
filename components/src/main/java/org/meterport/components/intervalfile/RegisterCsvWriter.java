package org.meterport.components.intervalfile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** Writes daily register reads and billing months as the readers of this package take them. CRLF, Central Time. */
public final class RegisterCsvWriter {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm:ss", Locale.ROOT).withZone(DayGrid.CENTRAL);

    private final ByteOutput out;

    private RegisterCsvWriter(OutputStream out, String header) throws IOException {
        this.out = new ByteOutput(out);
        line(header);
    }

    /** For {@link #write(RegisterRead)}. */
    public static RegisterCsvWriter ofReads(OutputStream out) throws IOException {
        return new RegisterCsvWriter(out, RegisterCsvReading.HEADER);
    }

    /** For {@link #write(BillingMonth)}. */
    public static RegisterCsvWriter ofMonths(OutputStream out) throws IOException {
        return new RegisterCsvWriter(out, BillingCsvReading.HEADER);
    }

    public void write(RegisterRead read) throws IOException {
        line("'" + read.esiid() + "," + DATE.format(read.day()) + "," + MOMENT.format(read.revisedAt()) + ","
                + thousandths(read.startWattHours()) + "," + thousandths(read.endWattHours()) + ","
                + thousandths(read.energyWattHours()) + "," + read.channel().smtName());
    }

    public void write(BillingMonth month) throws IOException {
        BillingMonth.Demand demand = month.demand();
        line("'" + month.esiid() + "," + DATE.format(month.firstDay()) + "," + DATE.format(month.lastDay()) + ","
                + MOMENT.format(month.revisedAt()) + "," + thousandths(month.actualWattHours()) + ","
                + thousandths(demand.meteredWatts()) + "," + thousandths(demand.billedWatts()) + ","
                + thousandths(demand.meteredVoltAmperes()) + "," + thousandths(demand.billedVoltAmperes()));
    }

    /** Hands everything written so far to the stream. */
    public void flush() throws IOException {
        out.flush();
    }

    /** 580 becomes 0.580. */
    public static String thousandths(long units) {
        return units / 1000 + String.format(Locale.ROOT, ".%03d", units % 1000);
    }

    private static String thousandths(OptionalLong units) {
        return units.isEmpty() ? "" : thousandths(units.getAsLong());
    }

    private void line(String text) throws IOException {
        out.put((text + "\r\n").getBytes(US_ASCII));
    }
}
