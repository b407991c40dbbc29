package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.BundleException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Bundles as files, and what to say where one cannot be read. */
final class Files {
    private Files() {}

    /** Reads a bundle; whatever is wrong, the message names the file. */
    static Bundle read(Path file) throws IOException {
        try {
            return Bundle.read(file);
        } catch (IOException e) {
            throw new IOException(file + ": " + message(e), e);
        }
    }

    /** What is wrong, in one line, starting with a reason. */
    static String message(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "UNREADABLE no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "UNREADABLE access denied";
        }
        String text = Terminal.printable(String.valueOf(e.getMessage()));
        boolean complete = e instanceof BundleException || e instanceof ScoringException;
        return complete || e.getCause() != null || e instanceof IllegalArgumentException ? text : "UNREADABLE " + text;
    }
}
