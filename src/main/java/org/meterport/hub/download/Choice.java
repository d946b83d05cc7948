package org.meterport.hub.download;

import java.time.LocalDate;
import org.meterport.hub.premise.CustomerId;

/**
 * What a customer wants to take.
 *
 * @param to last local day, included
 */
public record Choice(CustomerId customer, Home home, LocalDate from, LocalDate to) {}
