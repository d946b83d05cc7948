package org.meterport.hub.han;

import java.time.Instant;
import java.util.Optional;

/**
 * One address of a request.
 *
 * @param ordinal place in the request, from 0
 * @param device MAC address as sixteen upper-case hexadecimal digits; empty for the whole home
 * @param code why the hub or the head-end refused it
 * @param token the head-end's name for it, once it has been taken
 */
public record HanTarget(
        int ordinal,
        String esiid,
        Optional<String> device,
        TargetStatus status,
        Optional<String> code,
        Optional<String> detail,
        Optional<String> token,
        Instant updatedAt) {}
