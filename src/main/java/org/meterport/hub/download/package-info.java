/**
 * Green Button "Download My Data": customers take the readings of their own homes, from their own page, as a feed that
 * names nobody. {@link org.meterport.hub.download.MyData} says which homes and days there are and reads them; the page
 * hands the file out at once, and the flow {@code green-button-mail} sends it to the customer's own address.
 */
@NullMarked
package org.meterport.hub.download;

import org.jspecify.annotations.NullMarked;
