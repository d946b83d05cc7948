/** PostgreSQL, pooled connections, migrations and transactions by role. */
@NullMarked
package org.meterport.hub.database.adapter;

import org.jspecify.annotations.NullMarked;
