package org.meterport.hub.download;

import java.time.LocalDate;

/**
 * A home the customer is of record at now.
 *
 * @param key stands for it in addresses, where an ESIID must not; the same for ever
 * @param since local day of moving in; readings of the days before belong to somebody else
 */
public record Home(String key, String esiid, LocalDate since) {}
