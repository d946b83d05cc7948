/** Reports in PostgreSQL, their files in the file drop, and SMT's report calls. */
@NullMarked
package org.meterport.hub.report.adapter;

import org.jspecify.annotations.NullMarked;
