package org.meterport.hub.report;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import org.meterport.hub.usage.UsageStore.Channels;

/**
 * What a Third Party asks for.
 *
 * @param esiids each once, in the order of the request; one that is none is answered with a line of its own
 * @param to last local day, included
 * @param channels matters for intervals and register reads
 * @param allRevisions every revision instead of the latest
 */
public record ReportOrder(
        ReportKind kind,
        List<String> esiids,
        LocalDate from,
        LocalDate to,
        Channels channels,
        boolean allRevisions,
        ReportFormat format,
        Packing packing) {

    public ReportOrder {
        esiids = List.copyOf(new LinkedHashSet<>(esiids));
    }
}
