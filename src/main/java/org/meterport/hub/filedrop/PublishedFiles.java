package org.meterport.hub.filedrop;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.shared.Rejection;
import org.meterport.hub.shared.Unavailable;

/**
 * Puts reports into served folders. A file appears whole, under its final name, and never changes afterwards: clients
 * that fetch everything and compare checksums rely on it. Publishing the same bytes under the same name again changes
 * nothing, so a run that was cut off after publishing may simply be repeated.
 */
public final class PublishedFiles {

    private static final int BUFFER_BYTES = 256 * 1024;

    private final UploadLimits limits;

    /** What a file holds. */
    public interface Content {

        /**
         * @throws IOException when the disk fails; whatever else this throws reaches the caller of {@link #publish}
         *     unchanged, and nothing is published
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** @param limits only the free space is kept; a report has the size it has */
    public PublishedFiles(UploadLimits limits) {
        this.limits = limits;
    }

    /**
     * @param folder from {@link FileDropFolders}
     * @return the file's size in bytes
     * @throws Rejection {@link FileDropProblem#ALREADY_PUBLISHED} when the name is taken by different bytes
     * @throws Unavailable when the disk fails or is too full; nothing is visible then, and the same call may succeed
     *     later
     */
    public long publish(Path folder, DropName name, Content content) {
        try {
            limits.requireSpace(folder);
            try (var file = WholeFile.in(folder)) {
                var out = new BufferedOutputStream(Channels.newOutputStream(file.channel()), BUFFER_BYTES);
                content.writeTo(out);
                out.flush();
                long size = file.channel().size();
                if (!file.publishOnce(name.value()) && !file.sameContentAs(folder.resolve(name.value()))) {
                    throw new Rejection(
                            FileDropProblem.ALREADY_PUBLISHED,
                            "A file named " + name.value() + " stands there with other content; it was left as it is.");
                }
                return size;
            }
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("a file could not be published", failure);
        }
    }

    /** Removes a published file whose time is over. @return false when it was gone already */
    public boolean withdraw(Path folder, DropName name) {
        try {
            boolean removed = Files.deleteIfExists(folder.resolve(name.value()));
            WholeFile.sync(folder);
            return removed;
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("a file could not be removed", failure);
        }
    }
}
