package org.meterport.hub.filedrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meterport.hub.shared.Unavailable;

/**
 * What protects the disk.
 *
 * @param maxFileBytes the largest upload
 * @param minimumFreeBytes kept free for everything else that lives on the disk; below it nothing is accepted
 */
public record UploadLimits(long maxFileBytes, long minimumFreeBytes) {

    public UploadLimits {
        if (maxFileBytes < 1 || minimumFreeBytes < 0) {
            throw new IllegalArgumentException("meterport.filedrop.max-file-size must be above zero,"
                    + " meterport.filedrop.minimum-free-space not below");
        }
    }

    /** @throws Unavailable when the disk is too full to begin or go on writing */
    void requireSpace(Path folder) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < minimumFreeBytes) {
            throw new Unavailable(
                    FileDropFolders.DEPENDENCY, "the disk has less than " + minimumFreeBytes + " bytes free", null);
        }
    }
}
