package io.github.predict4j.examples.migration;

import io.github.predict4j.examples.bike.Bike;
import io.github.predict4j.http.server.PredictServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains the models of the three articles and serves them at the articles' paths. */
@Command(
        name = "migration",
        mixinStandardHelpOptions = true,
        description =
                "Trains three models and serves them at once, each at the path and in the form of an article's Python"
                        + " service, until Ctrl-C.")
public final class MigrationExample implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "UCI's day.csv; without it a copy kept from an earlier run, or a download.")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port to serve on (default: ${DEFAULT-VALUE}; 0: any that is free).")
    private int port;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Made by picocli. */
    public MigrationExample() {}

    @Override
    public Integer call() throws IOException {
        PredictServer server = Services.all(Bike.days(data)).port(port).start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop"));
        announce("http://127.0.0.1:" + server.port(), spec.commandLine().getOut());
        server.awaitStop();
        return 0;
    }

    private static void announce(String server, PrintWriter out) {
        out.println("serving at " + server + " (Ctrl-C stops), for example:");
        out.println("  curl " + server
                + "/api/makecalc/ --json '{\"0\":{\"instant\":1,\"dteday\":\"2011-01-01T00:00:00.000Z\","
                + "\"season\":1,\"yr\":0,\"mnth\":1,\"holiday\":0,\"weekday\":6,\"workingday\":0,\"weathersit\":2,"
                + "\"temp\":0.344167,\"atemp\":0.363625,\"hum\":0.805833,\"windspeed\":0.160446}}'");
        out.println("  curl '" + server + "/iris/api/v1.0/getpred?sepal_length=5.1&sepal_width=3.5&petal_length=1.4"
                + "&petal_width=0.2'");
        out.println("  curl " + server + "/predict --json '{\"features\":[5.1,3.5,1.4,0.2]}'");
        out.flush();
    }
}
