package io.github.predict4j.examples;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.server.Mount;
import io.github.predict4j.http.server.PredictServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options with which an example goes on to serve what it has trained. */
public final class Serving {
    @Option(names = "--serve", description = "Serve the bundle until Ctrl-C.")
    private boolean wanted;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port to serve on (default: ${DEFAULT-VALUE}; 0: any that is free).")
    private int port;

    /** For picocli to fill in. */
    public Serving() {}

    /**
     * Says how to serve the bundle, or serves it until the process is told to end, if that is wanted.
     *
     * @param mounts paths of the example's own, as {@code predict.jar serve --mount} takes them
     * @return the exit code
     */
    public int serve(Bundle bundle, Path file, PrintWriter out, String... mounts) throws IOException {
        if (!wanted) {
            String options = Arrays.stream(mounts).map(m -> " --mount \"" + m + "\"").collect(Collectors.joining());
            out.println("serve it with --serve, or: java -jar predict-http/target/predict.jar serve " + file + options);
            return 0;
        }
        PredictServer.Builder builder = PredictServer.builder().bundle(bundle).port(port);
        for (String mount : mounts) {
            builder.mount(Mount.parse(mount));
        }
        PredictServer server = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        out.println("serving at http://127.0.0.1:" + server.port() + "/v1/predict (Ctrl-C stops)");
        out.flush();
        server.awaitStop();
        return 0;
    }
}
