package io.github.predict4j.examples.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Precision;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Steps;
import io.github.predict4j.schema.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What readers are compared on has everything that a bundle can have. */
class ComparisonsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() {
        assertThat(new CommandLine(new WriteComparisons()).execute(folder.toString()))
                .isZero();
    }

    private Bundle bundle(Comparison comparison) throws IOException {
        return Bundle.read(folder.resolve(comparison.name() + ".predict"));
    }

    @Test
    void bundles_together_haveEveryStepAndField() throws IOException {
        Set<StepType> steps = new HashSet<>();
        Set<FieldType> fields = EnumSet.noneOf(FieldType.class);
        for (Comparison comparison : Comparison.ALL) {
            Bundle bundle = bundle(comparison);
            bundle.pipeline().steps().forEach(step -> steps.add(step.type()));
            bundle.pipeline().schema().fields().forEach(field -> fields.add(field.type()));
        }
        assertThat(steps)
                .isEqualTo(Set.copyOf(Steps.load(getClass().getClassLoader()).types()));
        assertThat(fields).containsExactlyInAnyOrder(FieldType.values());
    }

    @Test
    void bundles_together_haveEveryKindOfModel() throws IOException {
        Set<Object> found = new HashSet<>();
        for (Comparison comparison : Comparison.ALL) {
            if (bundle(comparison).model() instanceof TreeEnsemble trees) {
                found.add(trees.aggregation());
                found.add(trees.precision());
                found.add(List.of("trees", trees.postTransform()));
                found.add(List.of("missing", trees.acceptsMissing()));
            } else if (bundle(comparison).model() instanceof LinearModel linear) {
                found.add(List.of("linear", linear.postTransform()));
            }
        }
        assertThat(found).contains((Object[]) Aggregation.values()).contains((Object[]) Precision.values());
        assertThat(found).contains(List.of("missing", true), List.of("missing", false));
        for (PostTransform transform : PostTransform.values()) {
            assertThat(found).contains(List.of("trees", transform), List.of("linear", transform));
        }
    }

    @Test
    void rows_areMostlyScoredAndSometimesRefused() throws IOException {
        for (Comparison comparison : Comparison.ALL) {
            List<String> expected = Files.readAllLines(folder.resolve(comparison.name() + ".expected"));
            assertThat(Files.readAllLines(folder.resolve(comparison.name() + ".ndjson")))
                    .hasSize(1_000);
            assertThat(expected).hasSize(1_000).contains("refused");
            assertThat(expected.stream().filter("refused"::equals)).hasSizeLessThan(200);
            assertThat(Set.copyOf(expected)).hasSizeGreaterThan(100);
        }
    }

    /** What the format is worth: whoever has the document needs a page or two of code, and nothing that Python has not. */
    @Test
    void reader_isShort() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("python"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".py")).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        assertThat(lines)
                .hasSizeBetween(100, 250)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }
}
