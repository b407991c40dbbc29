package io.github.predict4j.http.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program {@code predict}: serves, inspects, compares, verifies and signs bundles, and scores files with them. */
@Command(
        name = "predict",
        description =
                "Serves, inspects, compares, verifies and signs bundles (.predict files), and scores files with them.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a bundle or another file cannot be read or used, or the server cannot listen; of diff: they differ",
            "2:wrong usage; of diff also: a bundle cannot be read or used"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  predict verify *.predict",
            "  predict inspect iris.predict",
            "  predict diff iris-1.0.0.predict iris-1.1.0.predict",
            "  predict score iris.predict < rows.csv > predictions.csv",
            "  predict serve iris.predict --port 8080",
            "  predict serve bike.predict --mount \"POST /api/makecalc/=bike?fields=prediction\""
        })
public final class Main implements Runnable {
    private static final int HELP_WIDTH = 120;

    private static final Map<String, Class<?>> COMMANDS = commands();

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
        Startup.settings();
        if (args.length > 0 && args[0].equals("serve")) {
            Startup.loadServer();
            ServeCommand plain = ServeCommand.ofPlain(List.of(args).subList(1, args.length));
            if (plain != null) {
                System.exit(serve(plain));
            }
        }
        System.exit(commandLine(Streams.ofProcess(), args).execute(args));
    }

    private static int serve(ServeCommand plain) {
        try {
            return plain.serve(new PrintWriter(System.out, true, Charset.defaultCharset()));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(Files.message(e));
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler()
                    .uncaughtException(thread, e); // which prints it, but does not end the JVM
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 1;
    }

    /**
     * The program as picocli runs it, to be embedded or tested: {@code commandLine().setOut(...).execute("verify", f)}.
     */
    public static CommandLine commandLine() {
        return commandLine(Streams.ofProcess());
    }

    /** The program with other streams for the bytes that it moves. */
    static CommandLine commandLine(Streams streams) {
        return commandLine(streams, new String[0]);
    }

    /** The program with the one command that the arguments name, because looking at all takes time; if none, with all. */
    private static CommandLine commandLine(Streams streams, String[] args) {
        CommandLine program = new CommandLine(new Main(), new Commands(streams));
        Class<?> named = args.length == 0 ? null : COMMANDS.get(args[0]);
        if (named != null) {
            program.addSubcommand(named);
        } else {
            COMMANDS.values().forEach(program::addSubcommand);
        }
        return program.setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand.class);
        commands.put("score", ScoreCommand.class);
        commands.put("inspect", InspectCommand.class);
        commands.put("diff", DiffCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("sign", SignCommand.class);
        commands.put("archive", ArchiveCommand.class);
        return commands;
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
                spec.commandLine(),
                "a command is required: " + String.join(", ", spec.subcommands().keySet()));
    }

    /** Makes the commands; one of them moves bytes. */
    private record Commands(Streams streams) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            return type == ScoreCommand.class
                    ? type.cast(new ScoreCommand(streams))
                    : CommandLine.defaultFactory().create(type);
        }
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
