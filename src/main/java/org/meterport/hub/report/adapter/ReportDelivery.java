package org.meterport.hub.report.adapter;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.meterport.hub.report.DeliverReport;
import org.meterport.hub.report.DeliverReport.Parcel;
import org.meterport.hub.shared.Unavailable;

/** What stands before and after the transfer in the flow {@code report-deliver}. */
public final class ReportDelivery {

    private static final String REPORT = "reportId";

    private final DeliverReport deliverReport;

    ReportDelivery(DeliverReport deliverReport) {
        this.deliverReport = deliverReport;
    }

    /** Body: the report's id in; the file out, or null when nothing is to be taken anywhere. */
    public void begin(Exchange exchange) throws InvalidPayloadException {
        Message message = exchange.getMessage();
        String id = message.getMandatoryBody(String.class);
        exchange.setProperty(REPORT, id);
        Optional<Parcel> parcel = deliverReport.begin(id);
        message.setBody(parcel.map(one -> one.file().toFile()).orElse(null));
        parcel.ifPresent(one -> message.setHeader(Exchange.FILE_NAME, one.remoteName()));
    }

    /** The transfer broke off, or was refused. Its address may hold a password, so nothing of the failure is repeated. */
    public void away(Exchange exchange) {
        if (exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != null) {
            throw new Unavailable("file server", "did not take a report; it is sent again", null);
        }
    }

    /** The file is there. */
    public void delivered(Exchange exchange) {
        deliverReport.delivered(exchange.getProperty(REPORT, String.class));
    }
}
