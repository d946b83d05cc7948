/** The start page and the lists of contracts and guides, and their wiring. */
@NullMarked
package org.meterport.hub.portal.adapter;

import org.jspecify.annotations.NullMarked;
