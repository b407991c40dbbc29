package io.github.predict4j.bench;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps those that log a line for every tree, or at each start, from drowning the tables. */
final class Quiet {
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo"); // held, or the level would be collected
    private static final List<Logger> HTTP = List.of(
            Logger.getLogger("io.github.predict4j.http"),
            Logger.getLogger("io.undertow"),
            Logger.getLogger("org.xnio"));

    private Quiet() {}

    static void tribuo() {
        TRIBUO.setLevel(Level.WARNING);
    }

    static void http() {
        HTTP.forEach(logger -> logger.setLevel(Level.WARNING));
    }
}
