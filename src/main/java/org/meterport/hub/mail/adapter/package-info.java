/** Mails from templates, and camel-mail's view of them. */
@NullMarked
package org.meterport.hub.mail.adapter;

import org.jspecify.annotations.NullMarked;
