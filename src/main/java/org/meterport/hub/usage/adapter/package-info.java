/** Usage in PostgreSQL, the inbound folder, and the API's view of intervals. */
@NullMarked
package org.meterport.hub.usage.adapter;

import org.jspecify.annotations.NullMarked;
