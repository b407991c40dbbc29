package io.github.predict4j.examples.python;

import io.github.predict4j.Predictor;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.protocol.JsonLineReader;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.model.Model;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes what a reader in another language is compared with. */
@Command(
        name = "comparisons",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Writes, for a reader in another language to be compared with, bundles of every kind (NAME.predict),"
                        + " random rows (NAME.ndjson), and of each row the bits of its scores in hexadecimal, or \"refused\""
                        + " (NAME.expected).")
public final class WriteComparisons implements Callable<Integer> {
    private static final int TRAINING_ROWS = 400;
    private static final int MAX_LINE = 1 << 16;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Where to write; made if it is not there.")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--seed", paramLabel = "N", description = "Decides fitted numbers, models and rows.")
    private long seed = 1;

    @Option(names = "--rows", paramLabel = "N", description = "Random rows a bundle.")
    private int rows = 1_000;

    /** Made by picocli. */
    public WriteComparisons() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(folder);
        for (Comparison comparison : Comparison.ALL) {
            int scored = write(comparison);
            out.println(comparison.name() + ": " + rows + " rows, " + scored + " of them with scores");
        }
        return 0;
    }

    private int write(Comparison comparison) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Schema schema = Comparison.FIELDS.select(comparison.fields());
        Path file = folder.resolve(comparison.name() + ".predict");
        bundle(comparison, table(new RandomRows(schema, random.split())), random)
                .write(file);
        Predictor predictor = Bundle.read(file).predictor();
        RandomRows records = new RandomRows(schema, random.split());
        List<String> lines = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            lines.add(records.any());
            expected.add(score(predictor, lines.get(i)));
        }
        Files.write(folder.resolve(comparison.name() + ".ndjson"), lines);
        Files.write(folder.resolve(comparison.name() + ".expected"), expected);
        return (int) expected.stream().filter(line -> !line.equals("refused")).count();
    }

    private static Table table(RandomRows rows) throws IOException {
        Table.Builder table = Table.builder(rows.schema());
        for (int i = 0; i < TRAINING_ROWS; i++) {
            fill(table.row(), rows.valid());
            table.add();
        }
        return table.build();
    }

    private static Bundle bundle(Comparison comparison, Table table, SplittableRandom random) {
        FeaturePipeline pipeline = FeaturePipeline.fit(comparison.name(), "1.0.0", comparison.steps(), table);
        double[] features = pipeline.transform(table, Missing.AS_IS);
        RandomModels models = new RandomModels(features, pipeline.features().size(), random.split());
        Model model = comparison.model().apply(models);
        return Bundle.builder(comparison.name(), "1.0.0", pipeline)
                .model(model, comparison.output())
                .build();
    }

    /** The bits of the scores of a line, or "refused". */
    static String score(Predictor predictor, String line) throws IOException {
        Row row = predictor.newRow();
        double[] scores = new double[predictor.output().size()];
        fill(row, line);
        try {
            predictor.score(row, scores);
        } catch (InvalidRowException e) {
            return "refused";
        }
        StringJoiner bits = new StringJoiner(" ");
        for (double score : scores) {
            bits.add(HexFormat.of().toHexDigits(Double.doubleToLongBits(score)));
        }
        return bits.toString();
    }

    private static void fill(Row row, String line) throws IOException {
        byte[] utf8 = line.getBytes(StandardCharsets.UTF_8);
        try {
            new JsonLineReader(row.schema(), MAX_LINE).read(utf8, utf8.length, row);
        } catch (RefusedException e) {
            throw new IOException("a line must be a row, found " + line, e);
        }
    }
}
