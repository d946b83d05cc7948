/**
 * Usage for a customer who is looking at a Third Party's own portal. A call to {@code POST /api/v1/rebranding/usage} goes
 * through the flow {@code rebrand-usage}: {@code rebrandingApi} makes a {@link
 * org.meterport.hub.rebranding.UsageQuestion} of it, the source that a setting names answers with rows, and {@link
 * org.meterport.hub.rebranding.ShowUsage} lets them out, if there is a live grant at that moment, with their disclosure in
 * the same transaction. The source is this hub's own store, read inside that transaction, or a system behind a queue.
 */
@NullMarked
package org.meterport.hub.rebranding;

import org.jspecify.annotations.NullMarked;
