package org.meterport.hub.han;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Temperatures as callers give them, made what the frame counts: hundredths of a degree Celsius for set points, tenths for
 * offsets, halves rounded away from zero (ours).
 */
public enum Temperature {
    CELSIUS,
    FAHRENHEIT;

    private static final BigDecimal FREEZING = BigDecimal.valueOf(32);
    private static final BigDecimal FIVE = BigDecimal.valueOf(5);
    private static final BigDecimal NINE = BigDecimal.valueOf(9);

    /**
     * A set point in 0.01 degrees Celsius.
     *
     * @throws ArithmeticException when it is beyond any number of the frame
     */
    public int setPoint(BigDecimal degrees) {
        return rounded(this == CELSIUS ? degrees : celsius(degrees.subtract(FREEZING)), 2);
    }

    /**
     * A difference in 0.1 degrees Celsius.
     *
     * @throws ArithmeticException as {@link #setPoint}
     */
    public int offset(BigDecimal degrees) {
        return rounded(this == CELSIUS ? degrees : celsius(degrees), 1);
    }

    private static BigDecimal celsius(BigDecimal differenceInFahrenheit) {
        return differenceInFahrenheit.multiply(FIVE).divide(NINE, 6, RoundingMode.HALF_UP);
    }

    private static int rounded(BigDecimal celsius, int places) {
        return celsius.movePointRight(places).setScale(0, RoundingMode.HALF_UP).intValueExact();
    }
}
