package org.meterport.hub.filedrop;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.shared.Rejection;

/**
 * One account's folder as its client sees it: {@code /} is the home, and nothing outside exists.
 *
 * <p>The jail is made of three refusals. A path is taken apart here, step by step, and {@code ..} above the home is
 * turned down before any file is touched. Hidden names (a leading dot) can be neither named nor listed, which keeps
 * unfinished uploads out of sight. A symbolic link anywhere below the home does not exist for a client, so a link that
 * points outside leads nowhere; clients cannot make links, hence none appears between the check and the use.
 */
public final class AccountTree {

    private final FileAccount account;

    /**
     * A place in the tree, whether or not something stands there.
     *
     * @param steps the names from the home down; none for the home itself
     */
    public record Place(List<String> steps, Path file) {

        /** As the client writes it: absolute, {@code /} between the steps, no trailing one. */
        public String path() {
            return "/" + String.join("/", steps);
        }

        /** The last step; empty for the home itself. */
        public String name() {
            return steps.isEmpty() ? "" : steps.get(steps.size() - 1);
        }

        /** Whether a file or folder that clients may see stands here. */
        public boolean exists() {
            return isFile() || isFolder();
        }

        public boolean isFile() {
            return Files.isRegularFile(file, NOFOLLOW_LINKS);
        }

        public boolean isFolder() {
            return Files.isDirectory(file, NOFOLLOW_LINKS);
        }

        /**
         * Size and times.
         *
         * @throws Rejection {@link FileDropProblem#NO_SUCH_FILE}
         */
        public BasicFileAttributes attributes() {
            try {
                return Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
            } catch (NoSuchFileException missing) {
                throw missing();
            } catch (IOException failure) {
                throw FileDropFolders.unavailable("a file could not be read", failure);
            }
        }

        private static Rejection missing() {
            return new Rejection(FileDropProblem.NO_SUCH_FILE, "There is no file or folder of that name.");
        }
    }

    public AccountTree(FileAccount account) {
        this.account = account;
    }

    /**
     * Where a path leads.
     *
     * @param path absolute, as the client wrote it; {@code .}, {@code ..} and doubled slashes are understood
     * @throws Rejection {@link FileDropProblem#NAME_NOT_ALLOWED} when a step is not a name or leads above the home,
     *     {@link FileDropProblem#NO_SUCH_FILE} when a step is a symbolic link
     */
    public Place place(String path) {
        var steps = new ArrayDeque<String>();
        for (var step : path.split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    throw new Rejection(FileDropProblem.NAME_NOT_ALLOWED, "There is no folder above this one.");
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                DropName.requireVisible(step);
                steps.addLast(step);
            }
        }
        return place(List.copyOf(steps));
    }

    private Place place(List<String> steps) {
        var file = account.home();
        for (var step : steps) {
            file = below(file, step);
            if (Files.isSymbolicLink(file)) {
                throw Place.missing();
            }
        }
        return new Place(steps, file);
    }

    private static Path below(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException notOnThisDisk) {
            // a hub that runs in a locale without UTF-8
            throw new Rejection(
                    FileDropProblem.NAME_NOT_ALLOWED,
                    "This hub's disk cannot hold that name: use letters, digits, dots and hyphens of ASCII.");
        }
    }

    /**
     * What stands in a folder: regular files and folders, without hidden names and links, in no order.
     *
     * @throws Rejection {@link FileDropProblem#NO_SUCH_FILE} when it is no folder
     */
    public List<Place> list(Place folder) {
        if (!folder.isFolder()) {
            throw Place.missing();
        }
        var places = new ArrayList<Place>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.file())) {
            for (var entry : entries) {
                var steps = new ArrayList<>(folder.steps());
                steps.add(String.valueOf(entry.getFileName()));
                var place = new Place(List.copyOf(steps), entry);
                if (!place.name().startsWith(".") && place.exists()) {
                    places.add(place);
                }
            }
            return places;
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("a folder could not be listed", failure);
        }
    }

    /** Whether this account may upload to, rename and remove the place: it lies directly in a utility's inbound folder. */
    public boolean allowsChanging(Place place) {
        return account.kind() == FileAccount.Kind.TDSP
                && place.steps().size() == 2
                && place.steps().get(0).equals(FileDropFolders.INBOUND);
    }

    /**
     * The name of a place this account may upload to.
     *
     * @throws Rejection {@link FileDropProblem#NOT_ALLOWED} when it may not, {@link FileDropProblem#NAME_NOT_ALLOWED}
     *     when the name is too long
     */
    public DropName destination(Place place) {
        requireChangeable(place);
        if (place.isFolder()) {
            throw new Rejection(FileDropProblem.NOT_ALLOWED, "A folder of that name stands there.");
        }
        return new DropName(place.name());
    }

    /**
     * The place itself, when a file stands there that this account may rename or remove.
     *
     * @throws Rejection {@link FileDropProblem#NOT_ALLOWED} or {@link FileDropProblem#NO_SUCH_FILE}
     */
    public Place changeable(Place place) {
        requireChangeable(place);
        if (!place.isFile()) {
            throw Place.missing();
        }
        return place;
    }

    /** Renames within the inbound folder, in one step, in place of an earlier file of the new name. */
    public void rename(Place from, Place to) {
        changeable(from);
        var name = destination(to);
        try {
            WholeFile.move(from.file(), to.file().resolveSibling(name.value()));
        } catch (NoSuchFileException collectedMeanwhile) {
            throw Place.missing();
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("a file could not be renamed", failure);
        }
    }

    /** Removes a file that was uploaded and not collected yet. */
    public void remove(Place place) {
        changeable(place);
        try {
            Files.delete(place.file());
        } catch (NoSuchFileException collectedMeanwhile) {
            throw Place.missing();
        } catch (IOException failure) {
            throw FileDropFolders.unavailable("a file could not be removed", failure);
        }
    }

    private void requireChangeable(Place place) {
        if (!allowsChanging(place)) {
            throw new Rejection(
                    FileDropProblem.NOT_ALLOWED,
                    account.kind() == FileAccount.Kind.TDSP
                            ? "Files go directly into /inbound; everything else here is read-only."
                            : "This folder is read-only: files can be listed and fetched.");
        }
    }
}
