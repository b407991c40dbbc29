package io.github.predict4j.http.server;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where models are looked for: files that were named, and directories with {@code NAME.predict} and
 * {@code NAME/VERSION.predict}. Whatever is called otherwise, or is a link out of its directory, is passed over.
 *
 * @param files the files that were named
 * @param directories the directories
 */
record ModelPlaces(List<Path> files, List<Path> directories) {
    /** The most models of a directory. */
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(PredictServer.class);

    /** Whether there is nowhere to look. */
    boolean none() {
        return files.isEmpty() && directories.isEmpty();
    }

    /**
     * Checks that the directories are there.
     *
     * @throws IOException if one is not
     */
    void check() throws IOException {
        for (Path directory : directories) {
            if (!Files.isDirectory(directory)) {
                throw new IOException(directory + ": a directory of models must be there, found none");
            }
        }
    }

    /**
     * All files there are now; those that were named come first, whether they are there or not.
     *
     * @throws IOException if a directory cannot be listed, so that nobody knows what is there
     */
    List<ModelFile> find() throws IOException {
        List<ModelFile> found = new ArrayList<>();
        files.forEach(file -> found.add(new ModelFile(file, "", "")));
        for (Path directory : directories) {
            for (Path entry : list(directory)) {
                if (Files.isDirectory(entry)) {
                    String name = String.valueOf(entry.getFileName());
                    list(entry).forEach(file -> add(found, file, name, ModelFile.withoutSuffix(file)));
                } else {
                    add(found, entry, ModelFile.withoutSuffix(entry), "");
                }
            }
        }
        return found;
    }

    private static void add(List<ModelFile> found, Path file, String name, String version) {
        boolean bundle = String.valueOf(file.getFileName()).endsWith(ModelFile.SUFFIX);
        if (bundle && Names.valid(name) && (version.isEmpty() || Names.valid(version)) && Files.isRegularFile(file)) {
            found.add(new ModelFile(file, name, version));
        }
    }

    /**
     * Where changes can be seen: the directories, those of models in them, and those of the files that were named.
     *
     * @throws IOException if a directory cannot be listed
     */
    Set<Path> watched() throws IOException {
        Set<Path> watched = new LinkedHashSet<>();
        for (Path file : files) {
            watched.add(parent(file));
        }
        for (Path directory : directories) {
            watched.add(directory);
            list(directory).stream().filter(Files::isDirectory).forEach(watched::add);
        }
        return watched;
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }

    /** What a directory has that is not hidden and really in it, in order of names. */
    private static List<Path> list(Path directory) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, entry -> inside(directory, entry))) {
            for (Path entry : stream) {
                if (entries.size() == MOST) {
                    LOG.warn("{}: has more than {} entries; the others are passed over", directory, MOST);
                    break;
                }
                entries.add(entry);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        entries.sort(null);
        return entries;
    }

    private static boolean inside(Path directory, Path entry) {
        try {
            return !String.valueOf(entry.getFileName()).startsWith(".")
                    && entry.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }
}
