package consumer;

import io.github.predict4j.http.cli.Main;

/** Has the published adapter on the class path, and what it needs. */
public final class Serve {
    private Serve() {}

    /** Fails where the adapter cannot be used. */
    public static void main(String[] args) {
        System.out.println(Main.class);
    }
}
