package io.github.predict4j.bench;

import java.nio.file.Path;

/** What JMH wrote in a short run on shapes A and C100. */
final class Saved {
    static final Path JSON = Path.of("src", "test", "resources", "jmh.json");

    private Saved() {}

    static Figures figures() throws Exception {
        return Figures.read(JSON);
    }
}
