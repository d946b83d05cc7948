/**
 * Who saw what of whom, when, under which grant. Every disclosure is written here in the transaction that lets it out;
 * the database itself refuses to change or delete a row.
 */
@NullMarked
package org.meterport.hub.audit;

import org.jspecify.annotations.NullMarked;
