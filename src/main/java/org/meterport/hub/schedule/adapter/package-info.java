/** Schedules in PostgreSQL, and the calls of both APIs that make and end them. */
@NullMarked
package org.meterport.hub.schedule.adapter;

import org.jspecify.annotations.NullMarked;
