package org.meterport.hub.filedrop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.meterport.hub.files.WholeFile;
import org.meterport.hub.shared.Unavailable;

/**
 * Where things stand on the disk behind the file servers: {@code tdsp/<id>/inbound}, {@code processed} and {@code
 * rejected} for each utility, {@code third-party/<id>} for each Third Party.
 */
public final class FileDropFolders {

    /** The dependency's name in {@link Unavailable} and in health. */
    public static final String DEPENDENCY = "file drop";

    static final String INBOUND = "inbound";
    static final String PROCESSED = "processed";
    static final String REJECTED = "rejected";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final Path root;
    private final Path tdsps;
    private final Path thirdParties;

    /** One utility's folders. */
    public record TdspFolders(Path home, Path inbound, Path processed, Path rejected) {}

    public FileDropFolders(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.tdsps = this.root.resolve("tdsp");
        this.thirdParties = this.root.resolve("third-party");
    }

    public Path root() {
        return root;
    }

    /**
     * Makes them when they are missing.
     *
     * @param id 1 to 64 letters, digits, hyphens and underscores
     * @throws Unavailable when the disk does not take them
     */
    public TdspFolders tdsp(String id) {
        var home = tdsps.resolve(checked(id));
        return new TdspFolders(
                home, made(home.resolve(INBOUND)), made(home.resolve(PROCESSED)), made(home.resolve(REJECTED)));
    }

    /**
     * Makes it when it is missing.
     *
     * @param id 1 to 64 letters, digits, hyphens and underscores
     * @throws Unavailable when the disk does not take it
     */
    public Path thirdParty(String id) {
        return made(thirdParties.resolve(checked(id)));
    }

    /** The folders of all Third Parties. */
    List<Path> thirdPartyHomes() throws IOException {
        if (!Files.isDirectory(thirdParties)) {
            return List.of();
        }
        try (var homes = Files.list(thirdParties)) {
            return homes.filter(home -> Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    /** Makes the two upper folders. */
    public void create() {
        made(tdsps);
        made(thirdParties);
    }

    /**
     * Removes what writers that died left anywhere in the tree.
     *
     * @param untouchedSince must lie further back than any living writer can have paused
     * @return how many files were removed
     */
    public int sweep(Instant untouchedSince) {
        try {
            int removed = 0;
            for (var folder : servedFolders()) {
                removed += WholeFile.sweep(folder, untouchedSince);
            }
            return removed;
        } catch (IOException failure) {
            throw unavailable("could not be swept", failure);
        }
    }

    private List<Path> servedFolders() throws IOException {
        var folders = new ArrayList<Path>();
        for (var upper : List.of(tdsps, thirdParties)) {
            if (Files.isDirectory(upper)) {
                try (var below = Files.walk(upper, 4)) {
                    below.filter(Files::isDirectory).forEach(folders::add);
                }
            }
        }
        return folders;
    }

    /** Writes and removes a hidden file. @throws Unavailable when the disk does not take it */
    public void probe() {
        try {
            Files.createDirectories(root);
            Files.delete(Files.createTempFile(root, ".probe", ".unfinished"));
        } catch (IOException failure) {
            throw unavailable("its folder cannot be written", failure);
        }
    }

    static Unavailable unavailable(String sentence, IOException failure) {
        return new Unavailable(DEPENDENCY, sentence, failure);
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id that can name a folder: " + id);
        }
        return id;
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw unavailable("a folder could not be made", failure);
        }
    }
}
