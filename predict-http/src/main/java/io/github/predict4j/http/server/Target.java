package io.github.predict4j.http.server;

/**
 * The model that a path names.
 *
 * @param name its name; empty for the default model
 * @param version its version; empty for the newest that is ready
 */
record Target(String name, String version) {
    /** What a path that names no model means. */
    static final Target DEFAULT = new Target("", "");
}
