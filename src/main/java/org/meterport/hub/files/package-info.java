/**
 * Files that appear whole or not at all, and are still there after the power failed.
 *
 * <p>Certificates, reports, uploads and caught mails are all written the same way: under a hidden name in the folder
 * where they will stand, forced to the disk, renamed in one step, and the folder forced as well. A reader, another
 * process or a restart therefore sees the old state or the new one, never a part; what a crash leaves behind is a hidden
 * file that {@link org.meterport.hub.files.WholeFile#sweep} removes.
 */
@NullMarked
package org.meterport.hub.files;

import org.jspecify.annotations.NullMarked;
