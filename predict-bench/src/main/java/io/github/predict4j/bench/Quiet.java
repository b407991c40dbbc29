package io.github.predict4j.bench;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps Tribuo, which logs a line for every tree, from drowning the tables. */
final class Quiet {
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo"); // held, or the level would be collected

    private Quiet() {}

    static void tribuo() {
        TRIBUO.setLevel(Level.WARNING);
    }
}
