package org.meterport.hub.architecture.crooked.billing;

import org.meterport.hub.architecture.crooked.tariff.adapter.TariffTable;

/** Closes a circle with the capability that uses it. */
public record Bill(TariffTable table) {}
