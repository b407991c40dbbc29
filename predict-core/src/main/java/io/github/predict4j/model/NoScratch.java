package io.github.predict4j.model;

/** The scratch of models that need none. */
enum NoScratch implements Scratch {
    INSTANCE
}
