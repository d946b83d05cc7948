/**
 * What every API call goes through. A request arrives at {@code routes/api}, is matched to its operation by the
 * contract, and its flow ({@code routes/<capability>/<operationId>}) does three things: {@code apiEntry} opens it (who
 * calls, does the body keep the contract), a bean of the capability answers it, {@code apiReply} writes the answer. What
 * is refused becomes a problem (RFC 9457) or, on the SMT-compatible paths, SMT's own error shape.
 */
@NullMarked
package org.meterport.hub.api;

import org.jspecify.annotations.NullMarked;
