package org.meterport.hub.portal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files of one kind in one folder, for everybody to read. Only what {@link #names} lists can be read. */
public final class DocumentFolder {

    private static final Pattern STEM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,80}");

    private final Path folder;
    private final String suffix;

    /** @param suffix with its dot */
    public DocumentFolder(Path folder, String suffix) {
        this.folder = folder;
        this.suffix = suffix;
    }

    /** Names of plain names only, in order; none if the folder is not there. */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*" + suffix)) {
            for (var file : files) {
                String name = String.valueOf(file.getFileName());
                if (isPlain(name) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
        Collections.sort(names);
        return names;
    }

    /** The file of that name; empty for any name that is not listed. */
    public Optional<byte[]> read(String name) throws IOException {
        return names().contains(name) ? Optional.of(Files.readAllBytes(folder.resolve(name))) : Optional.empty();
    }

    private boolean isPlain(String name) {
        return STEM.matcher(name.substring(0, name.length() - suffix.length())).matches();
    }
}
