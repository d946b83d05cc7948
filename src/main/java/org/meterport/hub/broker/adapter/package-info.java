/** Artemis, built in or external, and what its health shows. */
@NullMarked
package org.meterport.hub.broker.adapter;

import org.jspecify.annotations.NullMarked;
