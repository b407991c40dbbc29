package io.github.predict4j.http.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says of each file whether it can be used here. */
@Command(
        name = "verify",
        description =
                "Reads each bundle in full, replays its golden rows, and prints one line: FILE: ok, or FILE: REASON"
                        + " detail.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all files are ok", "1:at least one is not", "2:wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  predict verify iris.predict bike.predict",
            "  predict verify iris.predict --trusted-key release.pub"
        })
final class VerifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The bundles.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Mixin
    private Trust trust = new Trust();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        int bad = 0;
        for (Path file : files) {
            String verdict = verdict(file);
            out.println(file + ": " + verdict);
            bad += verdict.equals("ok") ? 0 : 1;
        }
        out.flush();
        return bad == 0 ? 0 : 1;
    }

    private String verdict(Path file) {
        try {
            trust.read(file).statistics(); // the one part that reading leaves unparsed
            return "ok";
        } catch (IOException | IllegalArgumentException e) {
            return Files.message(e);
        }
    }
}
