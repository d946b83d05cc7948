package org.meterport.hub.report.adapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.meterport.hub.report.DeliverReport;
import org.meterport.hub.report.Report;
import org.meterport.hub.shared.ThirdPartyId;

/** Finished files in one folder a Third Party, until another server has them. */
final class OutgoingFolder implements DeliverReport.Outgoing {

    private final Path root;

    OutgoingFolder(Path root) {
        this.root = root;
    }

    /** The Third Party's part of it, which is there when this returns. */
    Path home(ThirdPartyId thirdParty) throws IOException {
        return Files.createDirectories(root.resolve(thirdParty.value()));
    }

    @Override
    public Optional<Path> file(Report report) throws IOException {
        Path file = path(report);
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public String remoteName(Report report) {
        return report.thirdParty().value() + "/" + DropReportFolder.part(report) + "/" + report.fileName();
    }

    @Override
    public void drop(Report report) throws IOException {
        Files.deleteIfExists(path(report));
    }

    private Path path(Report report) throws IOException {
        return home(report.thirdParty()).resolve(DropReportFolder.part(report)).resolve(report.fileName());
    }
}
