/**
 * Accounts of customers, for those who want one: a mail address and a password, instead of a fresh link each time. An
 * account is made by a link in one of our mails, which proves the address; {@link
 * org.meterport.hub.account.ManageAccounts} does the rest.
 */
@NullMarked
package org.meterport.hub.account;

import org.jspecify.annotations.NullMarked;
