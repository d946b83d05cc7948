package org.meterport.hub.report.adapter;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.meterport.components.intervalfile.DayReadings;
import org.meterport.components.intervalfile.SmtCsvWriter;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.report.ReportFolder;
import org.meterport.hub.shared.ThirdPartyId;

/** Report files in the folders that the FTPS and SFTP servers serve. */
final class DropReportFolder implements ReportFolder {

    /** Where SMT puts what was asked for once. */
    private static final String AD_HOC = "adhocusage";

    private static final int BUFFER_BYTES = 256 * 1024;

    private final Function<ThirdPartyId, Path> homes;

    /** @param homes the Third Party's own folder, which is there when this returns */
    DropReportFolder(Function<ThirdPartyId, Path> homes) {
        this.homes = homes;
    }

    @Override
    public long publishedBytes(ThirdPartyId thirdParty, String fileName) throws IOException {
        Path file = folder(thirdParty).resolve(fileName);
        return Files.exists(file) ? Files.size(file) : -1;
    }

    @Override
    public Draft draft(ThirdPartyId thirdParty, String fileName) throws IOException {
        return new CsvDraft(WholeFile.in(folder(thirdParty)), fileName);
    }

    private Path folder(ThirdPartyId thirdParty) throws IOException {
        return Files.createDirectories(homes.apply(thirdParty).resolve(AD_HOC));
    }

    private static final class CsvDraft implements Draft {

        private final WholeFile file;
        private final String name;
        private final SmtCsvWriter writer;
        private long bytes;

        CsvDraft(WholeFile file, String name) {
            this.file = file;
            this.name = name;
            this.writer =
                    new SmtCsvWriter(new BufferedOutputStream(Channels.newOutputStream(file.channel()), BUFFER_BYTES));
        }

        @Override
        public void append(DayReadings day) throws IOException {
            writer.write(day);
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public void makeDurable() throws IOException {
            writer.flush();
            bytes = file.channel().size();
            file.channel().force(true);
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
