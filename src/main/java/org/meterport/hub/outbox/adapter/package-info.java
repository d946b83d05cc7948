/** The outbox table and its relay to Artemis. */
@NullMarked
package org.meterport.hub.outbox.adapter;

import org.jspecify.annotations.NullMarked;
