package org.meterport.hub.filedrop.adapter;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.apache.ftpserver.ftplet.FileSystemFactory;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.User;
import org.jspecify.annotations.Nullable;
import org.meterport.hub.filedrop.AccountTree;
import org.meterport.hub.filedrop.AccountTree.Place;
import org.meterport.hub.filedrop.FileAccount;
import org.meterport.hub.shared.Rejection;

/**
 * An account's tree in the words of the FTP library, for looking and fetching only: whatever changes something goes
 * through {@link FtpsFileCommands}, so every write method here refuses.
 */
final class FtpsFolders implements FileSystemFactory {

    /** Views are made at sign-in, where the account is known; the library's own way in is not used. */
    @Override
    public FileSystemView createFileSystemView(User user) throws FtpException {
        throw new FtpException("sign-in makes the view");
    }

    /** One session's tree and the folder it stands in. */
    static final class View implements FileSystemView {

        private final AccountTree tree;
        private Place working;

        View(FileAccount account) {
            this.tree = new AccountTree(account);
            this.working = tree.place("/");
        }

        AccountTree tree() {
            return tree;
        }

        /** @throws Rejection when the path leads out or is no path */
        Place resolve(String path) {
            return tree.place(path.startsWith("/") ? path : working.path() + "/" + path);
        }

        @Override
        public FtpFile getHomeDirectory() {
            return new Entry(tree, tree.place("/"));
        }

        @Override
        public FtpFile getWorkingDirectory() {
            return new Entry(tree, working);
        }

        @Override
        public boolean changeWorkingDirectory(String path) {
            try {
                var place = resolve(path);
                if (place.isFolder()) {
                    working = place;
                    return true;
                }
                return false;
            } catch (Rejection nowhere) {
                return false;
            }
        }

        /** A path that leads nowhere is a file that does not exist: the commands say so in their own words. */
        @Override
        public FtpFile getFile(String path) {
            try {
                return new Entry(tree, resolve(path));
            } catch (Rejection nowhere) {
                return new Entry(tree, null);
            }
        }

        @Override
        public boolean isRandomAccessible() {
            return true;
        }

        @Override
        public void dispose() {
            // Holds nothing.
        }
    }

    /** One file or folder; {@code place} is null where a path leads nowhere. */
    private record Entry(AccountTree tree, @Nullable Place place) implements FtpFile {

        @Override
        public String getAbsolutePath() {
            return place == null ? "/" : place.path();
        }

        @Override
        public String getName() {
            return place == null || place.steps().isEmpty() ? "/" : place.name();
        }

        @Override
        public boolean isHidden() {
            return false;
        }

        @Override
        public boolean isDirectory() {
            return place != null && place.isFolder();
        }

        @Override
        public boolean isFile() {
            return place != null && place.isFile();
        }

        @Override
        public boolean doesExist() {
            return place != null && place.exists();
        }

        @Override
        public boolean isReadable() {
            return doesExist();
        }

        /** What listings show; the commands that write ask the tree themselves. */
        @Override
        public boolean isWritable() {
            return place != null && tree.allowsChanging(place);
        }

        @Override
        public boolean isRemovable() {
            return isWritable();
        }

        @Override
        public String getOwnerName() {
            return "meterport";
        }

        @Override
        public String getGroupName() {
            return "meterport";
        }

        @Override
        public int getLinkCount() {
            return isDirectory() ? 2 : 1;
        }

        @Override
        public long getLastModified() {
            return place == null ? 0 : place.attributes().lastModifiedTime().toMillis();
        }

        @Override
        public long getSize() {
            return place == null || isDirectory() ? 0 : place.attributes().size();
        }

        @Override
        public @Nullable Object getPhysicalFile() {
            return place == null ? null : place.file();
        }

        @Override
        public List<? extends FtpFile> listFiles() {
            return place == null
                    ? List.of()
                    : tree.list(place).stream()
                            .map(found -> new Entry(tree, found))
                            .toList();
        }

        @Override
        public InputStream createInputStream(long offset) throws IOException {
            if (place == null) {
                throw new IOException("no such file");
            }
            var channel = Files.newByteChannel(place.file(), Set.of(READ, NOFOLLOW_LINKS));
            try {
                channel.position(offset);
                return Channels.newInputStream(channel);
            } catch (IOException | RuntimeException failure) {
                channel.close();
                throw failure;
            }
        }

        @Override
        public OutputStream createOutputStream(long offset) throws IOException {
            throw new IOException("uploads do not come this way");
        }

        @Override
        public boolean setLastModified(long time) {
            return false;
        }

        @Override
        public boolean mkdir() {
            return false;
        }

        @Override
        public boolean delete() {
            return false;
        }

        @Override
        public boolean move(FtpFile destination) {
            return false;
        }
    }
}
