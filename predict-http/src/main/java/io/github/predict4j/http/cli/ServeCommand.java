package io.github.predict4j.http.cli;

import io.github.predict4j.http.server.Mount;
import io.github.predict4j.http.server.PredictServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Serves bundles until the process is told to end. */
@Command(
        name = "serve",
        description =
                "Serves the models of bundles over HTTP until Ctrl-C or SIGTERM; then finishes what it has begun.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped on request",
            "1:a bundle cannot be used, the default model is not there, or the address is taken",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  predict serve iris.predict",
            "  curl -H 'Content-Type: application/json' http://127.0.0.1:8080/v1/predict -d '{\"sepal_length\":5.1, ...}'",
            "  predict serve --models /srv/models --default iris",
            "  predict serve bike.predict --mount \"POST /api/makecalc/=bike?fields=prediction\""
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            description = "The bundles; the first is the default model. A file that is replaced is read again.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--models",
            paramLabel = "DIR",
            description =
                    "Serves what is in a directory, as it changes: NAME.predict, NAME/VERSION.predict. If there is only one"
                            + " model it is the default model; may be repeated.")
    private List<Path> directories = new ArrayList<>();

    @Option(
            names = "--default",
            paramLabel = "NAME",
            description =
                    "The default model, which answers where no path names one; the server is ready only as long as"
                            + " it is.")
    private @Nullable String defaultModel;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "How often a model is asked with its golden rows before it is served.")
    private int warmUps = 100;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "The address to listen on; 0.0.0.0 for all.")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on; 0 for any that is free.")
    private int port = 8080;

    @Option(
            names = "--mount",
            paramLabel = "MOUNT",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "A model on a path of your choice, METHOD PATH=MODEL?list=KEY&fields=FIELD,FIELD,"
                    + " with POST (rows in the body; with list one row, as an array under that key) or GET (one row in the"
                    + " query); may be repeated.")
    private List<String> mounts = new ArrayList<>();

    @Option(
            names = "--not-found",
            paramLabel = "JSON",
            description = "What unknown paths are answered, with 404, instead of a problem.")
    private @Nullable String notFound;

    @Option(
            names = "--health",
            paramLabel = "JSON",
            description =
                    "What GET /health answers as long as the server is ready, instead of the state of every model.")
    private @Nullable String health;

    @Option(
            names = "--drain-delay",
            paramLabel = "SECONDS",
            description = "How long to serve on after saying, at the end, that the server is not ready.")
    private int drainSeconds = 0;

    @Mixin
    private Trust trust = new Trust();

    @Option(
            names = "--require-signature",
            description = "Refuse to start unless every bundle is signed by one of the keys of --trusted-key.")
    private boolean requireSignature;

    /**
     * Takes arguments of the plainest form, which is how servers are mostly started: files, and options that are followed
     * by their value. Picocli would take them, too, but its classes are as old as Java 5, and such ones no archive has: to
     * load them takes a third of the start.
     *
     * @return {@code null} for all other arguments, and for wrong ones, which picocli will explain
     */
    static @Nullable ServeCommand ofPlain(List<String> arguments) {
        ServeCommand command = new ServeCommand();
        Set<String> given = new HashSet<>();
        try {
            Iterator<String> left = arguments.iterator();
            while (left.hasNext()) {
                String argument = left.next();
                if (plain(argument)) {
                    command.files.add(Path.of(argument));
                } else if (!left.hasNext() || !command.set(argument, left.next()) || !given.add(argument)) {
                    return null; // an option that is given twice is rare, and mostly a mistake
                }
            }
            command.builder();
        } catch (IllegalArgumentException e) {
            return null;
        }
        return command.anythingToServe() ? command : null;
    }

    private boolean set(String option, String value) {
        if (!plain(value)) {
            return false;
        }
        switch (option) {
            case "--models" -> directories.add(Path.of(value));
            case "--warm-up" -> warmUps = Integer.parseInt(value);
            case "--host" -> host = value;
            case "--port" -> port = Integer.parseInt(value);
            case "--mount" -> mounts.add(value);
            case "--default" -> defaultModel = value;
            case "--not-found" -> notFound = value;
            case "--health" -> health = value;
            case "--drain-delay" -> drainSeconds = Integer.parseInt(value);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Whether it is neither an option nor a file of arguments. */
    private static boolean plain(String argument) {
        return !argument.isEmpty() && !argument.startsWith("-") && !argument.startsWith("@");
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (requireSignature && !trust.required()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--require-signature needs at least one --trusted-key");
        }
        if (!anythingToServe()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "a FILE or --models DIR is required");
        }
        try {
            builder();
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        return serve(spec.commandLine().getOut());
    }

    /** Serves until the process is told to end. */
    int serve(PrintWriter out) throws IOException, InterruptedException {
        PredictServer server = builder().trustedKeys(trust.keys()).start();
        Thread end = new Thread(() -> end(server), "stop");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            server.awaitLoaded();
        } catch (IOException | IllegalArgumentException e) {
            Runtime.getRuntime().removeShutdownHook(end);
            server.stop();
            throw e;
        }
        announce(out, server.address());
        server.awaitStop();
        return 0;
    }

    private boolean anythingToServe() {
        return !files.isEmpty() || !directories.isEmpty();
    }

    private PredictServer.Builder builder() {
        PredictServer.Builder builder = PredictServer.builder()
                .host(host)
                .port(port)
                .warmUp(warmUps)
                .drainDelay(Duration.ofSeconds(drainSeconds));
        files.forEach(builder::file);
        directories.forEach(builder::models);
        mounts.forEach(mount -> builder.mount(Mount.parse(mount)));
        given(defaultModel, builder::defaultModel);
        given(notFound, builder::notFound);
        given(health, builder::health);
        return builder;
    }

    private static void given(@Nullable String option, Consumer<String> setting) {
        if (option != null) {
            setting.accept(option);
        }
    }

    /** A signal that was obeyed is a success; the JVM by itself would end with 128 and the signal's number. */
    private static void end(PredictServer server) {
        server.stop();
        Runtime.getRuntime().halt(0);
    }

    private void announce(PrintWriter out, InetSocketAddress address) {
        String name = address.getHostString();
        String at = "http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort();
        out.println("serving at " + at + "/v1/predict (Ctrl-C stops)");
        mounts.forEach(mount -> out.println("mounted " + mount));
        out.flush();
    }
}
