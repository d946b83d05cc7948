/**
 * Letters the hub writes. A flow asks a capability's bean for a {@link org.meterport.hub.mail.Mail}, {@code
 * mailMessages} lays it out for camel-mail, the flow sends it to the mail server its setting names, and {@code
 * mailMessages} judges what the server said: taken, refused for good, or away.
 *
 * <p>A mail's id is derived from what it is about, so a mail that is sent again after a crash is the same mail to every
 * mail system on its way.
 */
@NullMarked
package org.meterport.hub.mail;

import org.jspecify.annotations.NullMarked;
