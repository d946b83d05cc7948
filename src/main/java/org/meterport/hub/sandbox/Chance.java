package org.meterport.hub.sandbox;

import java.util.SplittableRandom;

/** Numbers that depend on a seed and on what they are for, and on nothing drawn before. */
final class Chance {
    private static final long ODD = 0x9E3779B97F4A7C15L;

    private final long seed;

    Chance(long seed) {
        this.seed = seed;
    }

    /** A generator of its own for each purpose: whatever one draws, the others stay the same. */
    SplittableRandom forPurpose(long purpose, long number) {
        return new SplittableRandom(mixed(mixed(seed * ODD + purpose) + number * ODD));
    }

    /** One number from 0 to below 1. */
    double fraction(long purpose, long number) {
        return (mixed(mixed(seed * ODD + purpose) + number * ODD) >>> 11) * 0x1.0p-53;
    }

    private static long mixed(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
