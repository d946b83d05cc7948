/** Sessions in PostgreSQL, the filter that reads them, and what pages of every kind of visitor have in common. */
@NullMarked
package org.meterport.hub.signin.adapter;

import org.jspecify.annotations.NullMarked;
