/** Device messages in PostgreSQL, at the head-end and in the API. */
@NullMarked
package org.meterport.hub.han.adapter;

import org.jspecify.annotations.NullMarked;
