package io.github.predict4j.bundle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that whoever reads it at any time, also after a crash, finds the old one or the new one, whole: to a
 * temporary file in the same folder, forced to disk, renamed, and the folder forced to disk.
 */
final class SafeFile {
    /** What is about to happen; a test stops the JVM there. */
    enum Step {
        /** The temporary file is there and empty. */
        WRITE,
        /** It has its content, which may be in memory only. */
        FORCE,
        /** It is on disk, under its temporary name. */
        RENAME,
        /** It has its name, which may be in memory only. */
        FORCE_FOLDER,
        /** Everything is on disk. */
        DONE
    }

    /** Is told of every step before it is taken. */
    interface Observer {
        void before(Step step);
    }

    private SafeFile() {}

    static void write(Path file, byte[] bytes) throws IOException {
        write(file, bytes, step -> {});
    }

    static void write(Path file, byte[] bytes, Observer observer) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder == null || target.getFileName() == null) {
            throw new IOException("required a file to write to, found " + file);
        }
        // Not Files.createTempFile, whose files nobody but the owner may read.
        Path temporary = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                observer.before(Step.WRITE);
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                observer.before(Step.FORCE);
                channel.force(true);
            }
            observer.before(Step.RENAME);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        observer.before(Step.FORCE_FOLDER);
        force(folder);
        observer.before(Step.DONE);
    }

    /** Forces the folder's entries to disk, on systems where a folder can be opened (not on Windows). */
    private static void force(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // The rename has happened; without this its durability is up to the file system.
        }
    }
}
