/** The calls, the table and the flow of on-demand reads. */
@NullMarked
package org.meterport.hub.ondemand.adapter;

import org.jspecify.annotations.NullMarked;
