package io.github.predict4j.pipeline;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    // Spelled out: what the JVM makes for a record it makes when it is first asked, which takes 10 ms of a start.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StepType type && id.equals(type.id) && version == type.version;
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + version;
    }

    @Override
    public String toString() {
        return id + "/" + version;
    }
}
