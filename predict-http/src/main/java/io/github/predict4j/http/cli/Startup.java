package io.github.predict4j.http.cli;

import io.github.predict4j.http.server.PredictServer;

/** What makes the program start sooner and changes nothing else. */
final class Startup {
    private static final String MANAGEMENT = "javax.management.builder.initial";

    private Startup() {}

    /** Settings of libraries that a program may choose, unless its user has. */
    static void settings() {
        if (System.getProperty("logback.configurationFile") == null) {
            set("slf4j.provider", LogProvider.class.getName());
            set("slf4j.internal.verbosity", "WARN"); // or it says so
        }
        set("org.jboss.logging.provider", "slf4j");
        set("jboss.threads.eqe.disable-mbean", "true"); // see load()
    }

    private static void set(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Begins to load the classes of the server on another thread, while the arguments are read on this one. */
    static void loadServer() {
        Thread loader = new Thread(
                () -> {
                    load();
                    ClassArchive.endWithParent();
                },
                "loader");
        loader.setDaemon(true);
        loader.start();
    }

    /**
     * Without the JVM's management, which takes 100 ms to load: XNIO registers a bean of its own there that nobody looks
     * at, and does without if it cannot. Whoever has asked for management when the JVM was started has it already.
     */
    private static void load() {
        String builder = System.getProperty(MANAGEMENT);
        System.setProperty(MANAGEMENT, "none");
        try {
            PredictServer.preload();
        } finally {
            if (builder == null) {
                System.clearProperty(MANAGEMENT);
            } else {
                System.setProperty(MANAGEMENT, builder);
            }
        }
    }
}
