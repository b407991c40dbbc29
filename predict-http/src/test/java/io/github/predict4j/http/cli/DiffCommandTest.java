package io.github.predict4j.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.bundle.Provenance;
import io.github.predict4j.features.Features;
import io.github.predict4j.features.MinMaxScaler;
import io.github.predict4j.features.OneHotEncoder;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int diff(Bundle a, Bundle b) throws IOException {
        a.write(folder.resolve("a"));
        b.write(folder.resolve("b"));
        return diff("a", "b");
    }

    private int diff(String a, String b) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("diff", folder.resolve(a).toString(), folder.resolve(b).toString());
    }

    /** x scaled from [0, max], and a category, into a line. */
    private static Bundle line(Field x, double max, List<String> towns, double weight, double rmse, String seed) {
        Schema schema = Schema.of(x, Field.category("town").oneOf(towns));
        List<Transformer> steps = new ArrayList<>();
        steps.add(MinMaxScaler.of(Features.minMax("x"), new double[] {0}, new double[] {max}));
        steps.add(OneHotEncoder.of(Features.oneHot("town"), List.of(towns)));
        FeaturePipeline pipeline = FeaturePipeline.of("p", "1.0.0", schema, steps, List.of("x"));
        return Bundle.builder("line", "1.0.0", pipeline)
                .model(
                        LinearModel.of(new double[] {weight}, new double[] {0}, PostTransform.NONE),
                        OutputSchema.regression("y", "m"))
                .metrics(List.of(new Metric("rmse", rmse, "hold-out", 30)))
                .provenance(new Provenance(Map.of("seed", seed)))
                .build();
    }

    private static final List<String> TOWNS = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");

    @Test
    void sameBundles_printNothing() throws IOException {
        assertThat(diff(Bundles.iris(), Bundles.iris())).isZero();
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void otherWordsForPeople_areOneLineEach() throws IOException {
        Bundle iris = Bundles.iris();
        Bundle other = Bundle.builder(iris.name(), iris.version(), iris.pipeline())
                .model(
                        Objects.requireNonNull(iris.model()),
                        Objects.requireNonNull(iris.output()).probability("a share of the votes"))
                .metrics(iris.metrics())
                .provenance(iris.provenance())
                .annotations(Map.of("ticket", "ML-7"))
                .build();
        assertThat(diff(iris, other)).isEqualTo(1);
        assertThat(out.toString().lines().toList())
                .containsExactlyInAnyOrder(
                        "~ output/probability:  -> a share of the votes", "+ annotations/ticket: ML-7");
    }

    @Test
    void otherNumbers_areOneLineEach() throws IOException {
        Bundle a = line(Field.number("x"), 10, TOWNS, 2, 0.5, "1");
        Bundle b = line(Field.number("x").unit("cm").range(0, 99), 20, TOWNS, 3, 0.25, "2");
        assertThat(diff(a, b)).isEqualTo(1);
        assertThat(out.toString().lines().toList())
                .containsExactly(
                        "~ schema/fields/x/range: [-Infinity, Infinity] -> [0.0, 99.0]",
                        "~ schema/fields/x/unit:  -> cm",
                        "~ pipeline/fingerprint: " + a.pipeline().fingerprint() + " -> "
                                + b.pipeline().fingerprint(),
                        "~ pipeline/steps/0/max: [10.0] -> [20.0]",
                        "~ metrics/rmse/hold-out: 0.5 (30 rows) -> 0.25 (30 rows)",
                        "~ provenance/seed: 1 -> 2",
                        "~ model/numbers: of the same shape, but not the same");
    }

    @Test
    void onlyTheModelsNumbers_areSeen() throws IOException {
        assertThat(diff(
                        line(Field.number("x"), 10, TOWNS, 2, 0.5, "1"),
                        line(Field.number("x"), 10, TOWNS, Math.nextUp(2.0), 0.5, "1")))
                .isEqualTo(1);
        assertThat(out).hasToString("~ model/numbers: of the same shape, but not the same" + System.lineSeparator());
    }

    @Test
    void difference_beyondWhatTheTextShows_isSeen() throws IOException {
        List<String> others = new ArrayList<>(TOWNS);
        others.set(9, "z");
        assertThat(diff(
                        line(Field.number("x"), 10, TOWNS, 2, 0.5, "1"),
                        line(Field.number("x"), 10, others, 2, 0.5, "1")))
                .isEqualTo(1);
        assertThat(out.toString()).containsPattern("~ pipeline/steps/1/columns: .*SHA-256 .* -> .*SHA-256 ");
    }

    @Test
    void otherFieldsAndModels_areNamed() throws IOException {
        assertThat(diff(Bundles.iris(), Bundles.line())).isEqualTo(1);
        assertThat(out.toString().lines())
                .contains(
                        "~ name: iris -> line",
                        "- schema/fields/petal_length: NUMBER",
                        "+ schema/fields/a: INTEGER",
                        "~ output/task: CLASSIFICATION -> REGRESSION",
                        "- metrics/accuracy/hold-out: 0.9 (30 rows)")
                .anyMatch(line -> line.startsWith("~ model/shape: 4 trees"));
    }

    @Test
    void pipelineAlone_hasNoModel() throws IOException {
        assertThat(diff(Bundle.of(Bundles.iris().pipeline()), Bundles.iris())).isEqualTo(1);
        assertThat(out.toString()).contains("+ model/shape: 4 trees", "+ output/target: species");
    }

    @Test
    void fileThatIsNoBundle_isTrouble() throws IOException {
        Bundles.iris().write(folder.resolve("a"));
        assertThat(diff("a", "none")).isEqualTo(2);
        assertThat(err).hasToString(folder.resolve("none") + ": UNREADABLE no such file" + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }
}
