/** Contract, security, request ids, problems and idempotency of the HTTP interfaces. */
@NullMarked
package org.meterport.hub.api.adapter;

import org.jspecify.annotations.NullMarked;
