/**
 * The command line: {@code ./meterport up | demo | import | bench | help}. Each command is a class; they start the hub
 * through {@link org.meterport.hub.app.Hub} and then speak to it only over the protocols that anybody else would use.
 */
@NullMarked
package org.meterport.hub.cli;

import org.jspecify.annotations.NullMarked;
