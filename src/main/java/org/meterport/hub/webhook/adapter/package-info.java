/** Webhooks as tables, over HTTP, and in the API. */
@NullMarked
package org.meterport.hub.webhook.adapter;

import org.jspecify.annotations.NullMarked;
