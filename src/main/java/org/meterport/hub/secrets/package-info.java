/**
 * Secrets the hub makes for itself on first start and keeps under {@code data/secrets}, one file each, readable by its
 * owner alone. An operator may put own values there before the first start; several nodes share the folder's content.
 */
@NullMarked
package org.meterport.hub.secrets;

import org.jspecify.annotations.NullMarked;
