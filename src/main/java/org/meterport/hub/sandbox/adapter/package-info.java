/**
 * Puts the neighbourhood into a hub on its first start: companies and their credentials, premises, thirteen months of
 * readings, and the devices at the simulated head-end. A start that was cut off goes on where it stood.
 */
@NullMarked
package org.meterport.hub.sandbox.adapter;

import org.jspecify.annotations.NullMarked;
