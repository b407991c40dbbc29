package io.github.predict4j.model;

/**
 * One of the two children of a split.
 *
 * @since 0.1.0
 */
public enum Branch {

    /** The child for {@code x <= t}, or for a category outside the set. */
    LEFT,

    /** The child for {@code x > t}, or for a category of the set. */
    RIGHT
}
