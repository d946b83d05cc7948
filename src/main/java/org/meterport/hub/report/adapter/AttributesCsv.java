package org.meterport.hub.report.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.meterport.hub.report.ReportKind;
import org.meterport.hub.report.ReportRow;
import org.meterport.hub.usage.PremiseAttributes;

/** Meter or premise attributes as CSV; every text in quotes, and none can begin a spreadsheet's formula. */
final class AttributesCsv implements ReportOutput {

    private final OpenStream out;
    private final ReportKind kind;

    AttributesCsv(ReportKind kind, OpenStream out) throws IOException {
        this.kind = kind;
        this.out = out;
        line(kind == ReportKind.METERS ? "ESIID,UTILITY,METER_NUMBER" : "ESIID,UTILITY,REP,PUCT_NUMBER,CITY,ZIP");
    }

    @Override
    public void write(ReportRow row) throws IOException {
        if (row instanceof ReportRow.Attributes attributes) {
            PremiseAttributes premise = attributes.premise();
            String both = "'" + premise.esiid() + "," + quoted(premise.utility()) + ",";
            line(
                    kind == ReportKind.METERS
                            ? both + quoted(premise.meterNumber())
                            : both + quoted(premise.repName()) + "," + premise.repCertificate() + ","
                                    + quoted(premise.city()) + "," + quoted(premise.postalCode()));
        }
    }

    @Override
    public long endEsiid() {
        return out.fresh();
    }

    @Override
    public void finish() {
        out.flush();
    }

    private void line(String text) throws IOException {
        out.write((text + "\r\n").getBytes(UTF_8));
    }

    private static String quoted(String text) {
        String safe = text.replaceAll("[\\p{Cntrl}]", " ").replace("\"", "\"\"");
        boolean formula = !safe.isEmpty() && "=+-@".indexOf(safe.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + safe + "\"";
    }
}
