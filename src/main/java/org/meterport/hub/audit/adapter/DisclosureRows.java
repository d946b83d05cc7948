package org.meterport.hub.audit.adapter;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import org.meterport.hub.audit.Disclosure;
import org.meterport.hub.audit.LoggedDisclosure;
import org.meterport.hub.shared.ThirdPartyId;

/** A row of the log, read. */
final class DisclosureRows {

    private DisclosureRows() {}

    static LoggedDisclosure read(ResultSet row) throws SQLException {
        long bytes = row.getLong("bytes");
        OptionalLong size = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(bytes);
        return new LoggedDisclosure(
                row.getLong("id"),
                row.getObject("disclosed_at", OffsetDateTime.class).toInstant(),
                new Disclosure(
                        new ThirdPartyId(row.getString("third_party_id")),
                        row.getString("agreement_id"),
                        row.getString("esiid"),
                        row.getString("kind"),
                        row.getObject("from_day", LocalDate.class),
                        row.getObject("to_day", LocalDate.class),
                        Disclosure.Way.valueOf(row.getString("way")),
                        row.getString("reference"),
                        size));
    }
}
