/**
 * The first page a person sees of a hub, and the documents it hands out: contracts and guides, each read from its {@link
 * org.meterport.hub.portal.DocumentFolder} when asked for. A request comes to {@code adapter.StartPages}, which looks
 * the name up among those the folder lists, and answers the file as it stands.
 */
@NullMarked
package org.meterport.hub.portal;

import org.jspecify.annotations.NullMarked;
