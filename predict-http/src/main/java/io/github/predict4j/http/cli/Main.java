package io.github.predict4j.http.cli;

import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program {@code predict}: serves, inspects, verifies and signs bundles. */
@Command(
        name = "predict",
        description = "Serves, inspects, verifies and signs bundles (.predict files).",
        subcommands = {ServeCommand.class, InspectCommand.class, VerifyCommand.class, SignCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a bundle cannot be read or used, or the server cannot listen", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  predict verify *.predict",
            "  predict inspect iris.predict",
            "  predict serve iris.predict --port 8080",
            "  predict serve bike.predict --mount \"POST /api/makecalc/=bike?fields=prediction\""
        })
public final class Main implements Runnable {
    private static final int HELP_WIDTH = 120;
    private static final String LOGGING = "logback.configurationFile";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private Main() {}

    /**
     * Runs the program and ends the JVM with its exit code.
     *
     * @param args the command and its arguments; {@code --help} describes them
     */
    public static void main(String[] args) {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "io/github/predict4j/http/cli/logback.xml");
        }
        System.exit(commandLine().execute(args));
    }

    /**
     * The program as picocli runs it, to be embedded or tested: {@code commandLine().setOut(...).execute("verify", f)}.
     */
    public static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
    }

    /** What a person can act on is said in one line; anything else is a fault of ours and keeps its stack trace. */
    private static int failed(Exception failure, CommandLine command) throws Exception {
        if (!(failure instanceof IOException) && !(failure instanceof IllegalArgumentException)) {
            throw failure;
        }
        command.getErr().println(Files.message(failure));
        command.getErr().flush();
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is required: serve, inspect, verify or sign");
    }

    /** The version that the jar's manifest states. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"predict4j " + (version == null ? "(not packaged)" : version)};
        }
    }
}
