/** Re-branding's call, its two sources, and the messages of the one behind a queue. */
@NullMarked
package org.meterport.hub.rebranding.adapter;

import org.jspecify.annotations.NullMarked;
