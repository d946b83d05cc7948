package org.meterport.hub.filedrop.adapter;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Principal;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.util.io.IoUtils;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.AccountTree;
import org.meterport.hub.filedrop.AccountTree.Place;
import org.meterport.hub.filedrop.FileDropProblem;
import org.meterport.hub.filedrop.IncomingFile;
import org.meterport.hub.filedrop.UploadLimits;
import org.meterport.hub.shared.Rejection;

/**
 * An account's tree in the words of the SFTP library. Every path a client sends passes {@link #resolveLocalFilePath}
 * first; every touch of a file goes through the place the tree gives for it, never through the path as sent.
 */
final class SftpFolders implements SftpFileSystemAccessor {

    private static final AttributeKey<Map<String, SftpUpload>> UPLOADS = new AttributeKey<>();
    private static final Set<PosixFilePermission> READ_ONLY = PosixFilePermissions.fromString("r--r-----");
    private static final Set<PosixFilePermission> READ_WRITE = PosixFilePermissions.fromString("rw-r-----");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("r-xr-x---");

    private final UploadLimits limits;

    SftpFolders(UploadLimits limits) {
        this.limits = limits;
    }

    private static AccountTree tree(SftpSubsystemProxy subsystem) {
        return new AccountTree(SftpServer.account(subsystem.getServerSession()));
    }

    private static Place place(SftpSubsystemProxy subsystem, Path path) {
        return tree(subsystem).place(path.toString());
    }

    /** The uploads this session has under way, by path: two at once under one name would be a client's mistake. */
    private static Map<String, SftpUpload> uploads(ServerSession session) {
        return session.computeAttributeIfAbsent(UPLOADS, first -> new ConcurrentHashMap<>());
    }

    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path rootDir, String remotePath) {
        var absolute = remotePath.startsWith("/") ? remotePath : rootDir + "/" + remotePath;
        return rootDir.getFileSystem().getPath(tree(subsystem).place(absolute).path());
    }

    @Override
    public LinkOption[] resolveFileAccessLinkOptions(
            SftpSubsystemProxy subsystem, Path file, int command, String extension, boolean followLinks) {
        return new LinkOption[] {NOFOLLOW_LINKS};
    }

    @Override
    public SeekableByteChannel openFile(
            SftpSubsystemProxy subsystem,
            @Nullable FileHandle fileHandle,
            Path file,
            @Nullable String handle,
            Set<? extends OpenOption> options,
            FileAttribute<?>... attributes)
            throws IOException {
        var place = place(subsystem, file);
        if (fileHandle == null) {
            return sizeChange(subsystem, place);
        }
        if (!options.contains(WRITE)) {
            if (!place.isFile()) {
                throw new Rejection(FileDropProblem.NO_SUCH_FILE, "There is no file of that name.");
            }
            return FileChannel.open(place.file(), Set.of(READ, NOFOLLOW_LINKS));
        }
        return upload(subsystem, place, fileHandle.isOpenAppend(), options);
    }

    private SeekableByteChannel upload(
            SftpSubsystemProxy subsystem, Place place, boolean appends, Set<? extends OpenOption> options) {
        var name = tree(subsystem).destination(place);
        boolean exists = place.isFile();
        if (appends || (exists && !options.contains(TRUNCATE_EXISTING) && !options.contains(CREATE_NEW))) {
            throw new Rejection(
                    FileDropProblem.RESUME_NOT_OFFERED,
                    "An upload is neither appended nor resumed: send the whole file.");
        }
        if (exists && options.contains(CREATE_NEW)) {
            throw new Rejection(FileDropProblem.NOT_ALLOWED, "A file of that name stands there already.");
        }
        if (!exists && !options.contains(CREATE) && !options.contains(CREATE_NEW)) {
            throw new Rejection(FileDropProblem.NO_SUCH_FILE, "There is no file of that name.");
        }
        var underway = uploads(subsystem.getServerSession());
        var upload = new SftpUpload(
                IncomingFile.begin(place.file().resolveSibling(""), name, limits), () -> underway.remove(place.path()));
        underway.put(place.path(), upload);
        return upload;
    }

    /** Without a handle the library only ever asks in order to set a size. */
    private static SeekableByteChannel sizeChange(SftpSubsystemProxy subsystem, Place place) {
        var upload = uploads(subsystem.getServerSession()).get(place.path());
        if (upload != null) {
            return new SftpSizeChange(upload);
        }
        throw new Rejection(FileDropProblem.NOT_ALLOWED, "A file here cannot be cut or stretched: send it again.");
    }

    @Override
    public void closeFile(
            SftpSubsystemProxy subsystem,
            @Nullable FileHandle fileHandle,
            Path file,
            @Nullable String handle,
            @Nullable Channel channel,
            Set<? extends OpenOption> options)
            throws IOException {
        if (channel != null) {
            channel.close();
        }
    }

    /** Publishing forces everything to the disk anyway. */
    @Override
    public void syncFileData(
            SftpSubsystemProxy subsystem, FileHandle fileHandle, Path file, String handle, Channel channel) {
        // See above.
    }

    @Override
    public FileLock tryLock(
            SftpSubsystemProxy subsystem,
            FileHandle fileHandle,
            Path file,
            String handle,
            Channel channel,
            long position,
            long size,
            boolean shared) {
        throw new Rejection(FileDropProblem.NOT_ALLOWED, "Locks are not offered.");
    }

    @Override
    public DirectoryStream<Path> openDirectory(
            SftpSubsystemProxy subsystem, DirectoryHandle dirHandle, Path dir, String handle, LinkOption... options) {
        var visible = tree(subsystem).list(place(subsystem, dir)).stream()
                .map(place -> dir.resolve(place.name()))
                .toList();
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return visible.iterator();
            }

            @Override
            public void close() {
                // The list is complete already.
            }
        };
    }

    @Override
    public Map<String, ?> readFileAttributes(
            SftpSubsystemProxy subsystem, Path file, String view, LinkOption... options) throws IOException {
        var found = place(subsystem, file).attributes();
        var attributes = new TreeMap<String, Object>();
        attributes.put(IoUtils.SIZE_VIEW_ATTR, found.size());
        attributes.put(IoUtils.REGFILE_VIEW_ATTR, found.isRegularFile());
        attributes.put(IoUtils.DIRECTORY_VIEW_ATTR, found.isDirectory());
        attributes.put(IoUtils.SYMLINK_VIEW_ATTR, false);
        attributes.put(IoUtils.OTHERFILE_VIEW_ATTR, false);
        attributes.put(IoUtils.LASTMOD_TIME_VIEW_ATTR, found.lastModifiedTime());
        attributes.put(IoUtils.LASTACC_TIME_VIEW_ATTR, found.lastModifiedTime());
        return attributes;
    }

    /** Shows what the account may do instead of the server's own owners and modes. */
    @Override
    public NavigableMap<String, Object> resolveReportedFileAttributes(
            SftpSubsystemProxy subsystem,
            Path file,
            int flags,
            NavigableMap<String, Object> attributes,
            LinkOption... options) {
        var tree = tree(subsystem);
        var place = tree.place(file.toString());
        var permissions = place.isFolder() ? FOLDER : tree.allowsChanging(place) ? READ_WRITE : READ_ONLY;
        attributes.put(IoUtils.PERMISSIONS_VIEW_ATTR, permissions);
        attributes.put(IoUtils.OWNER_VIEW_ATTR, "meterport");
        attributes.put(IoUtils.GROUP_VIEW_ATTR, "meterport");
        return attributes;
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path oldPath, Path newPath, Collection<CopyOption> options) {
        tree(subsystem).rename(place(subsystem, oldPath), place(subsystem, newPath));
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path path, boolean isDirectory) {
        tree(subsystem).remove(place(subsystem, path));
    }

    // What follows is stopped by SftpRules before it gets here; refusing again costs nothing.

    @Override
    public void createDirectory(SftpSubsystemProxy subsystem, Path path) {
        throw fixed();
    }

    @Override
    public void createLink(SftpSubsystemProxy subsystem, Path link, Path existing, boolean symbolic) {
        throw fixed();
    }

    @Override
    public String resolveLinkTarget(SftpSubsystemProxy subsystem, Path link) {
        throw fixed();
    }

    @Override
    public void copyFile(SftpSubsystemProxy subsystem, Path source, Path target, Collection<CopyOption> options) {
        throw fixed();
    }

    private static Rejection fixed() {
        return new Rejection(FileDropProblem.NOT_ALLOWED, "The folders here are fixed, and there are no links.");
    }

    // Times, modes and owners are taken and have no effect, see SftpRules.modifyingAttributes.

    @Override
    public void setFileAttribute(
            SftpSubsystemProxy subsystem,
            Path file,
            String view,
            String attribute,
            @Nullable Object value,
            LinkOption... options) {
        // See above.
    }

    @Override
    public void setFilePermissions(
            SftpSubsystemProxy subsystem, Path file, Set<PosixFilePermission> permissions, LinkOption... options) {
        // See above.
    }

    @Override
    public void setFileOwner(
            SftpSubsystemProxy subsystem, Path file, @Nullable Principal owner, LinkOption... options) {
        // See above.
    }

    @Override
    public void setGroupOwner(
            SftpSubsystemProxy subsystem, Path file, @Nullable Principal group, LinkOption... options) {
        // See above.
    }
}
