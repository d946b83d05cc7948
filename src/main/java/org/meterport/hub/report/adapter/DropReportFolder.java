package org.meterport.hub.report.adapter;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.report.Report;
import org.meterport.hub.report.ReportFolder;
import org.meterport.hub.report.ReportKey;
import org.meterport.hub.report.ReportRow;
import org.meterport.hub.shared.ThirdPartyId;

/** Report files in the folders that the FTPS and SFTP servers serve. */
final class DropReportFolder implements ReportFolder {

    /** Where SMT puts what was asked for once. */
    private static final String AD_HOC = "adhocusage";

    /** Where the files of schedules come. */
    private static final String SCHEDULED = "scheduledusage";

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Homes homes;
    private final ReportLayouts layouts;

    DropReportFolder(Homes homes, ReportLayouts layouts) {
        this.homes = homes;
        this.layouts = layouts;
    }

    @Override
    public long publishedBytes(Report report) throws IOException {
        Path file = folder(report).resolve(report.fileName());
        return Files.exists(file) ? Files.size(file) : -1;
    }

    @Override
    public Draft draft(Report report, Optional<ReportKey> key) throws IOException {
        WholeFile file = WholeFile.in(folder(report));
        try {
            var buffered = new BufferedOutputStream(Channels.newOutputStream(file.channel()), BUFFER_BYTES);
            var synced = new SyncedAhead(file.channel(), buffered);
            return new FileDraft(file, report.fileName(), synced, layouts.open(report, synced, key));
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private Path folder(Report report) throws IOException {
        return Files.createDirectories(homes.of(report.thirdParty()).resolve(part(report)));
    }

    /** The folder's part for such reports. */
    static String part(Report report) {
        return report.schedule().isPresent() ? SCHEDULED : AD_HOC;
    }

    /** Where each Third Party's files go. */
    @FunctionalInterface
    interface Homes {

        /** The Third Party's own folder, which is there when this returns. */
        Path of(ThirdPartyId thirdParty) throws IOException;
    }

    private static final class FileDraft implements Draft {

        private final WholeFile file;
        private final String name;
        private final SyncedAhead synced;
        private final ReportOutput output;
        private long bytes;

        FileDraft(WholeFile file, String name, SyncedAhead synced, ReportOutput output) {
            this.file = file;
            this.name = name;
            this.synced = synced;
            this.output = output;
        }

        @Override
        public void append(ReportRow row) throws IOException {
            output.write(row);
        }

        @Override
        public long endEsiid() throws IOException {
            return output.endEsiid();
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void makeDurable() throws IOException {
            output.finish();
            synced.makeDurable();
            bytes = file.channel().size();
        }

        @Override
        public void publish() throws IOException {
            if (!file.publishOnce(name)) {
                throw new IOException("a report of that name stands there already");
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
