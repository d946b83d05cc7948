/**
 * What a transaction owes to a queue. A use case writes an {@link org.meterport.hub.outbox.Outbox} row in the
 * transaction that makes its change true; the flow {@code outbox-relay} takes rows that are committed, sends them in one
 * broker transaction and removes them.
 *
 * <p>Why nothing is lost: a row is removed only after the broker has committed. Why nothing is doubled: every message
 * carries its row's number as Artemis' duplicate-detection id, and the broker keeps those in its journal, so a row sent
 * again after a crash between the two commits is dropped there. Rows are claimed with SKIP LOCKED, so any number of
 * nodes relay side by side.
 */
@NullMarked
package org.meterport.hub.outbox;

import org.jspecify.annotations.NullMarked;
