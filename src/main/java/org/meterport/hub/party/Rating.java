package org.meterport.hub.party;

import java.math.BigDecimal;

/**
 * What customers think of a company.
 *
 * @param average of 1 to 5 stars, with one decimal
 * @param count how many customers said so
 */
public record Rating(BigDecimal average, long count) {}
