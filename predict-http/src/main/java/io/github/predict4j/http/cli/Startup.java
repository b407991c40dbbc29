package io.github.predict4j.http.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.slf4j.LoggerFactory;

/** What makes the program start sooner and changes nothing else. */
final class Startup {
    private static final String LOGGING = "logback.configurationFile";

    private Startup() {}

    /** Settings of libraries that a program may choose, unless its user has. */
    static void settings() {
        set(LOGGING, "io/github/predict4j/http/cli/logback.xml");
        set("org.jboss.logging.provider", "slf4j");
        // Nobody looks at these management beans, and the JVM's management is slow to load.
        set("xnio.disable-mbean", "true");
        set("jboss.threads.eqe.register-mbean", "false");
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
                    LoggerFactory.getILoggerFactory();
                    JsonMapper.builder().build();
                },
                "loader");
        loader.setDaemon(true);
        loader.start();
    }
}
