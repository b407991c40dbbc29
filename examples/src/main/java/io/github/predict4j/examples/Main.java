package io.github.predict4j.examples;

import io.github.predict4j.examples.bike.BikeExample;
import io.github.predict4j.examples.iris.IrisExample;
import io.github.predict4j.examples.migration.MigrationExample;
import io.github.predict4j.examples.python.WriteComparisons;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The examples by name. */
@Command(
        name = "examples/run",
        mixinStandardHelpOptions = true,
        description = "Runs an example of predict4j.",
        subcommands = {IrisExample.class, BikeExample.class, MigrationExample.class, WriteComparisons.class})
public final class Main {
    private Main() {}

    /** Ends with 0 when the example went well, 1 when it failed, 2 for a wrong command line. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args.length == 0 ? new String[] {"--help"} : args));
    }

    /** The command line, for tests as well. */
    static CommandLine commandLine() {
        return new CommandLine(new Main()).setExecutionExceptionHandler((e, command, result) -> {
            command.getErr().println(command.getCommandName() + ": " + e.getMessage());
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
    }
}
