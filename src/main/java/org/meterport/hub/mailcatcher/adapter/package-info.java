/** The catcher's SMTP server, its reading of MIME, its pages and their wiring. */
@NullMarked
package org.meterport.hub.mailcatcher.adapter;

import org.jspecify.annotations.NullMarked;
