package io.github.predict4j.pipeline;

import java.util.regex.Pattern;

/**
 * The kind of a step. What a (id, version) pair computes never changes: another formula is another version.
 *
 * @param id a lower-case word: {@code [a-z][a-z0-9_]{0,31}}
 * @param version from 1
 */
public record StepType(String id, int version) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if the id is not such a word or the version is below 1
     */
    public StepType {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a step's id must match " + ID + ", found \"" + id + "\"");
        }
        if (version < 1) {
            throw new IllegalArgumentException("a step's version must be at least 1, found " + version);
        }
    }

    @Override
    public String toString() {
        return id + "/" + version;
    }
}
