package org.meterport.hub.audit;

import java.time.Instant;

/**
 * A disclosure as the log has it.
 *
 * @param id ascending, with gaps where a transaction was rolled back
 * @param at when it was written, to the microsecond
 */
public record LoggedDisclosure(long id, Instant at, Disclosure disclosure) {}
