package org.meterport.han.headend;

import java.time.Instant;
import java.util.Optional;

/**
 * What a head-end knows of a token now.
 *
 * @param level the highest step of the ladder anyone at the target reached, or the failure that ended it; empty when the token is not known
 * @param at when that happened; {@link Instant#EPOCH} for a token that is not known
 */
public record Standing(Token token, Optional<Level> level, Instant at) {}
