/** The page, the mail and the tables of Green Button downloads. */
@NullMarked
package org.meterport.hub.download.adapter;

import org.jspecify.annotations.NullMarked;
