package org.meterport.han.headend;

import org.meterport.han.sep.Eui64;

/**
 * Takes one device out of one home.
 *
 * @param id the caller's, unique for ever; the same order again gets the same answer again and does nothing
 */
public record RemovalOrder(String id, Esiid esiid, Eui64 device, RemovalReason reason) {}
