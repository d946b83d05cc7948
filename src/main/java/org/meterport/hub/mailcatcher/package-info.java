/**
 * The built-in mail catcher: a sandbox has no mail server, and its mails must not reach anyone. A sender speaks SMTP to
 * {@code adapter.MailCatcher}; the mail becomes a file in the {@link org.meterport.hub.mailcatcher.MailFolder} before
 * the sender hears that it was taken; {@code adapter.MailPages} shows it as a page, {@code adapter.MailJson} as JSON.
 * Nothing is ever passed on to another server.
 */
@NullMarked
package org.meterport.hub.mailcatcher;

import org.jspecify.annotations.NullMarked;
