/** Clustered Quartz on the hub's database, and its place in the hub's start and stop. */
@NullMarked
package org.meterport.hub.timing.adapter;

import org.jspecify.annotations.NullMarked;
