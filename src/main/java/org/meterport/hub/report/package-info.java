/**
 * Files for Third Parties. A request is accepted as a {@link org.meterport.hub.report.Report} and an outbox row; the
 * flow {@code report-build} takes it from its queue and lets {@link org.meterport.hub.report.BuildReport} write the file
 * under a hidden name, note what it discloses, and publish it in the Third Party's folder.
 */
@NullMarked
package org.meterport.hub.report;

import org.jspecify.annotations.NullMarked;
