/**
 * The FTPS and the SFTP server over the same accounts and folders.
 *
 * <p>{@link org.meterport.hub.filedrop.adapter.FileDrop} starts both, sweeps what a crash left behind, and opens a
 * listener again that died. {@link org.meterport.hub.filedrop.adapter.FtpsServer} takes commands from an allow-list and
 * nothing unencrypted; {@link org.meterport.hub.filedrop.adapter.SftpServer} offers the SFTP subsystem and no shell.
 * Each hands paths to {@link org.meterport.hub.filedrop.AccountTree} and uploads to {@link
 * org.meterport.hub.filedrop.IncomingFile}; neither decides on its own what an account may do.
 *
 * <p>When an upload has ended cleanly: over FTPS, when the data connection's TLS stream was closed by its own closing
 * message (docs/decisions/0041); over SFTP, when the client closed the file's handle.
 */
@NullMarked
package org.meterport.hub.filedrop.adapter;

import org.jspecify.annotations.NullMarked;
