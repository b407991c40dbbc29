package io.github.predict4j.http.cli;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.protocol.BrokenStreamException;
import io.github.predict4j.http.protocol.LineLayout;
import io.github.predict4j.http.protocol.PredictionSink;
import io.github.predict4j.http.protocol.RowSource;
import io.github.predict4j.http.protocol.RowStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a file of rows. */
@Command(
        name = "score",
        description = {
            "Reads rows from standard input (or --input) and writes their predictions to standard output.",
            "CSV has a header row; columns may be in any order; an empty cell is a missing value. NDJSON is a JSON object a"
                    + " line. The first bad row is the end, unless --errors takes them. Memory does not depend on the number"
                    + " of rows."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every row was scored or is in the --errors file, or nobody reads the output any more",
            "1:a file cannot be read or written, the bundle cannot be used, or a row is bad and there is no --errors",
            "2:wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  predict score iris.predict < rows.csv > predictions.csv",
            "  predict score iris.predict --input rows.ndjson --format ndjson --errors bad.ndjson | head"
        })
final class ScoreCommand implements Callable<Integer> {
    private static final int BUFFER = 1 << 16;

    private final Streams streams;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "BUNDLE", description = "The bundle.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Of rows, predictions and --errors: ${COMPLETION-CANDIDATES}, in any case.")
    private Format format = Format.CSV;

    @Option(names = "--input", paramLabel = "FILE", description = "Reads rows from this file.")
    private @Nullable Path input;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description =
                    "Writes the faults of bad rows to this file, one a line: row (from 0), line (from 1), field, code,"
                            + " detail; and goes on. Predictions then begin with the number of their row.")
    private @Nullable Path errors;

    @Option(
            names = "--progress",
            paramLabel = "WHEN",
            description =
                    "Shows rows, rows/s and the time left on standard error: ${COMPLETION-CANDIDATES}; AUTO is if that"
                            + " is a terminal.")
    private Progress.When when = Progress.When.AUTO;

    ScoreCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        requireOtherFile();
        Bundle bundle = Files.read(file);
        if (bundle.model() == null) {
            throw new IllegalArgumentException(file + ": required a bundle with a model, found a pipeline alone");
        }
        try {
            score(bundle);
        } catch (Streams.ClosedPipeException nobodyReads) {
            return 0;
        }
        return 0;
    }

    /** The file of errors is emptied first. */
    private void requireOtherFile() throws IOException {
        for (Path read : new Path[] {file, input}) {
            if (errors != null
                    && read != null
                    && java.nio.file.Files.exists(errors)
                    && java.nio.file.Files.exists(read)
                    && java.nio.file.Files.isSameFile(errors, read)) {
                throw new ParameterException(spec.commandLine(), "--errors must be a file of its own, found " + errors);
            }
        }
    }

    private void score(Bundle bundle) throws IOException {
        LineLayout layout = errors == null ? LineLayout.PLAIN : LineLayout.NUMBERED;
        try (Counted in = new Counted(input == null ? streams.in() : open(input));
                OutputStream out = new BufferedOutputStream(streams.output(), BUFFER)) {
            RowSource source = format.source(in, bundle);
            Progress progress = progress(in);
            try (PredictionSink sink = format.sink(out, bundle, layout);
                    BadRows bad = badRows()) {
                progress.end(new RowStream(bundle, sink, bad, progress::at).run(source), bad.count());
            }
        } catch (BrokenStreamException e) {
            throw new ScoringException("input: " + e.getMessage());
        }
    }

    private static InputStream open(Path path) throws IOException {
        try {
            return java.nio.file.Files.newInputStream(path);
        } catch (IOException e) {
            throw new IOException(path + ": " + Files.message(e), e);
        }
    }

    private BadRows badRows() throws IOException {
        if (errors == null) {
            return BadRows.stop();
        }
        try {
            return BadRows.file(new BufferedOutputStream(java.nio.file.Files.newOutputStream(errors), BUFFER), format);
        } catch (IOException e) {
            throw new IOException(errors + ": " + Files.message(e), e);
        }
    }

    private Progress progress(Counted in) throws IOException {
        boolean shown = when == Progress.When.ALWAYS || (when == Progress.When.AUTO && streams.terminal());
        long size = input == null ? streams.size() : java.nio.file.Files.size(input);
        return new Progress(spec.commandLine().getErr(), shown, size, () -> in.count, System::nanoTime);
    }

    /** Counts what is read. */
    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            count += Math.max(0, n);
            return n;
        }
    }
}
