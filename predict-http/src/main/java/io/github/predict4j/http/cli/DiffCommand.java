package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares two bundles. */
@Command(
        name = "diff",
        description = {
            "Compares what two bundles say and do: names, schema, pipeline, output, model, metrics, provenance. Prints one"
                    + " line a difference: \"- place: text\" only in A, \"+ place: text\" only in B, \"~ place: text -> text\""
                    + " not the same.",
            "Not compared: who wrote them, golden rows, statistics."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnExecutionException = 2,
        exitCodeListHeading = "%nExit codes, as of diff(1):%n",
        exitCodeList = {"0:they are the same", "1:they differ", "2:a bundle cannot be read or used, or wrong usage"},
        footerHeading = "%nExample:%n",
        footer = "  predict diff iris-1.0.0.predict iris-1.1.0.predict")
final class DiffCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "A bundle.")
    @SuppressWarnings("NullAway.Init")
    private Path a;

    @Parameters(index = "1", paramLabel = "B", description = "Another bundle.")
    @SuppressWarnings("NullAway.Init")
    private Path b;

    @Override
    public Integer call() throws IOException {
        Bundle first = Files.read(a);
        List<String> differences = Differences.between(first, Files.read(b));
        PrintWriter out = spec.commandLine().getOut();
        differences.forEach(line -> out.println(Terminal.printable(line)));
        out.flush();
        return differences.isEmpty() ? 0 : 1;
    }
}
