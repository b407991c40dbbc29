package io.github.predict4j.http.server;

import io.github.predict4j.bundle.BundleSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds a model.
 *
 * @param path the file
 * @param name the name it is to be served under; empty for the bundle's own
 * @param version the version; empty for the bundle's own
 */
record ModelFile(Path path, String name, String version) {
    /** The ending of bundles' file names. */
    static final String SUFFIX = ".predict";

    /** What tells a file from the one that was there before. */
    record Stamp(
            @Nullable Object key,
            FileTime modified,
            long size,
            @Nullable FileTime signed) {}

    /** Where its model comes from, as {@link Models} knows it. */
    String source() {
        return path.toString();
    }

    /** The name as long as the bundle has not said it. */
    String provisionalName() {
        String guess = name.isEmpty() ? withoutSuffix(path) : name;
        return Names.valid(guess) ? guess : "unnamed";
    }

    /** The file as it is now, or {@code null} if there is none. */
    @Nullable
    Stamp stamp() {
        try {
            BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
            return new Stamp(file.fileKey(), file.lastModifiedTime(), file.size(), signed());
        } catch (IOException gone) {
            return null;
        }
    }

    private @Nullable FileTime signed() {
        try {
            return Files.getLastModifiedTime(BundleSignature.beside(path));
        } catch (IOException none) {
            return null;
        }
    }

    /** A file's name without its ending. */
    static String withoutSuffix(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }
}
