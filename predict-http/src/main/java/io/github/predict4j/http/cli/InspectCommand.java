package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in a bundle. */
@Command(
        name = "inspect",
        description = "Shows what is in a bundle: names and versions, input, steps, model, output, metrics, provenance,"
                + " statistics of the training part.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the bundle cannot be read or used", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  predict inspect iris.predict", "  predict inspect --json iris.predict | jq .model.trees"})
final class InspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The bundle.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(names = "--json", description = "Prints one JSON object, for programs.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Bundle bundle = Files.read(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonDescription.of(bundle));
        } else {
            Description.of(bundle).forEach(out::println);
        }
        out.flush();
        return 0;
    }
}
