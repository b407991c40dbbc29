package io.github.predict4j.bundle;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.Branch;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.Model;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Precision;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.teststep.Centre;
import io.github.predict4j.teststep.TestSteps;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small bundle of every kind; together they have every property a model can have and every type of field. */
final class SampleBundles {
    static final List<String> LABELS = List.of("cloudy", "rainy", "sunny");

    /** temp and wind are centred; day, holiday and season go on as they are. */
    static final FeaturePipeline PIPELINE = FeaturePipeline.of(
            "weather-features",
            "1.2.0",
            Schema.of(
                    Field.number("temp").range(-50, 60).unit("°C").describedAs("Temperature at noon"),
                    Field.integer("wind").optional().example("7").personal(),
                    Field.category("season").oneOf("autumn", "spring", "summer", "winter"),
                    Field.bool("holiday"),
                    Field.date("day"),
                    Field.of("clock", FieldType.LOCAL_DATETIME).optional(),
                    Field.of("seen", FieldType.INSTANT)
                            .zone(ZoneId.of("Europe/Berlin"))
                            .optional()),
            List.of(Centre.of(List.of("temp", "wind"), 11.5, 4.25)),
            List.of("temp", "wind", "season", "holiday", "day"));

    private SampleBundles() {}

    /** Every kind under its name. */
    static Map<String, Bundle> all() {
        Map<String, Bundle> all = new LinkedHashMap<>();
        all.put("pipeline", pipelineAlone());
        all.put("tree_vote", classification("tree_vote", votes(), LABELS));
        all.put("tree_mean_vector", classification("tree_mean_vector", probabilities(), LABELS));
        all.put("tree_mean", regression("tree_mean", means()));
        all.put("tree_sum_logistic_float", classification("tree_sum_logistic_float", logistic(), List.of("no", "yes")));
        all.put("tree_sum_softmax", classification("tree_sum_softmax", softmax(), LABELS));
        all.put("tree_sum_exp", regression("tree_sum_exp", exp()));
        all.put("linear", regression("linear", linear(1, PostTransform.NONE)));
        all.put("linear_softmax", classification("linear_softmax", linear(3, PostTransform.SOFTMAX), LABELS));
        return all;
    }

    /** Limits that these bundles just keep. */
    static ReadLimits tight() {
        int file = 0;
        int manifest = 0;
        for (Bundle bundle : all().values()) {
            byte[] bytes = bundle.toBytes();
            file = Math.max(file, bytes.length);
            manifest = Math.max(manifest, Layout.littleEndian(bytes).getInt(12));
        }
        return new ReadLimits(file, manifest, 7, 4, 1, 6, 18, 8, 27, 88);
    }

    static Bundle tree() {
        return classification("tree_vote", votes(), LABELS);
    }

    static Bundle linear() {
        return regression("linear", linear(1, PostTransform.NONE));
    }

    static Bundle pipelineAlone() {
        return complete(Bundle.builder("weather-features", "1.2.0", PIPELINE), null)
                .build();
    }

    static Bundle regression(String name, Model model) {
        Bundle.Builder bundle = Bundle.builder(name, "1.0.0", PIPELINE);
        return complete(bundle.model(model, OutputSchema.regression("rain", "mm")), model)
                .build();
    }

    static Bundle classification(String name, Model model, List<String> labels) {
        Bundle.Builder bundle = Bundle.builder(name, "1.0.0", PIPELINE);
        return complete(
                        bundle.model(
                                model,
                                OutputSchema.classification("sky", labels).probability("a share of the votes")),
                        model)
                .build();
    }

    static Bundle read(byte[] bytes) throws BundleException {
        return Bundle.read(bytes, ReadLimits.DEFAULTS, TestSteps.LOADER);
    }

    private static Bundle.Builder complete(Bundle.Builder bundle, @Nullable Model model) {
        return bundle.goldenRows(inputs().stream()
                        .map(input -> GoldenRow.of(input, PIPELINE, model))
                        .toList())
                .metrics(List.of(
                        new Metric("accuracy", 0.875, "hold-out", 40),
                        new Metric("r2", Double.NaN, "hold-out", 40),
                        new Metric("refused", 0, "hold-out", 40)))
                .provenance(Provenance.NONE.with("seed", "42").with("data", "weather, 200 records"))
                .annotations(Map.of("ticket", "ML-7"))
                .statistics(statistics(model));
    }

    /** Of six records. */
    private static Statistics statistics(@Nullable Model model) {
        Distribution temp =
                new Distribution.Numbers(5, 1, -3.25, 21.5, 7.25, 9.5, List.of(-3.25, 7.0), List.of(1L, 2L, 2L));
        Distribution season = new Distribution.Categories(6, 0, List.of("summer", "autumn"), List.of(3L, 2L, 1L));
        return new Statistics(
                6,
                List.of(new Statistics.FieldStatistics("temp", temp), new Statistics.FieldStatistics("season", season)),
                model == null ? null : temp);
    }

    /** Ordinary records, a leap day, and some that are refused: a missing temp, an unseen season, temp out of range. */
    static List<State> inputs() {
        State ordinary = input(21.5, "summer", "2011-07-01");
        return List.of(
                ordinary,
                input(-3.25, "winter", "2012-02-29"),
                input(11.5, "spring", "0001-01-01"),
                input(60, "autumn", "9999-12-31"),
                ordinary.without("wind"),
                ordinary.without("temp"),
                input(1, "monsoon", "2011-07-01"),
                input(61, "summer", "2011-07-01"));
    }

    private static State input(double temp, String season, String day) {
        return State.builder()
                .put("temp", temp)
                .put("wind", 7L)
                .put("season", season)
                .put("holiday", true)
                .put("day", day)
                .put("clock", day + "T12:30:00")
                .put("seen", day + "T12:30:00.5+01:00")
                .build();
    }

    private static TreeEnsemble votes() {
        Trees trees = Trees.builder(5, 3)
                .startClassTree()
                .split(0, 2.5)
                .leafClass(0)
                .split(4, 15000.5)
                .leafClass(1)
                .leafClass(2)
                .startClassTree()
                .split(2, 1.5)
                .leafClass(1)
                .leafClass(0)
                .startClassTree()
                .leafClass(2)
                .build();
        return TreeEnsemble.builder(trees, Aggregation.VOTE)
                .treeWeights(1, 2, 0.5)
                .build();
    }

    private static TreeEnsemble probabilities() {
        Trees trees = Trees.builder(5, 3)
                .startVectorTree()
                .split(0, -0.0)
                .leaf(0.25, 0.5, 0.25)
                .split(3, 0.5)
                .leaf(0.125, 0.125, 0.75)
                .leaf(1, 0, 0)
                .startVectorTree()
                .leaf(0.5, 0.25, 0.25)
                .build();
        return TreeEnsemble.builder(trees, Aggregation.MEAN).build();
    }

    private static TreeEnsemble means() {
        Trees trees = Trees.builder(5, 1)
                .startTree(0)
                .split(4, 0)
                .leaf(Double.MIN_VALUE)
                .split(0, Math.nextDown(10.0))
                .leaf(-0.0)
                .leaf(1.0 / 3)
                .startTree(0)
                .leaf(1e300)
                .build();
        return TreeEnsemble.builder(trees, Aggregation.MEAN)
                .treeWeights(3, 0.1)
                .baseValues(-7.5)
                .build();
    }

    private static TreeEnsemble logistic() {
        Trees trees = Trees.builder(5, 1)
                .startTree(0)
                .categorySplit(2, Branch.RIGHT, 0, 3)
                .leaf(-0.5f)
                .split(1, 0.25f, Branch.RIGHT)
                .leaf(0.1f)
                .leaf(1.5f)
                .startTree(0)
                .categorySplit(2, Branch.LEFT, 1, 64, 200)
                .split(0, 1.5f, Branch.LEFT)
                .leaf(0.3f)
                .leaf(-0.2f)
                .leaf(0.7f)
                .build();
        return TreeEnsemble.builder(trees, Aggregation.SUM)
                .baseValues(0.5)
                .precision(Precision.FLOAT)
                .postTransform(PostTransform.LOGISTIC)
                .acceptMissing()
                .build();
    }

    private static TreeEnsemble softmax() {
        var trees = Trees.builder(5, 3);
        for (int k = 0; k < 6; k++) {
            trees.startTree(k % 3).split(k % 5, k - 2.5).leaf(0.1 * k).leaf(-0.3 * k);
        }
        return TreeEnsemble.builder(trees.build(), Aggregation.SUM)
                .baseValues(0.5, -0.25, 0)
                .postTransform(PostTransform.SOFTMAX)
                .acceptMissing()
                .build();
    }

    private static TreeEnsemble exp() {
        Trees trees = Trees.builder(5, 1)
                .startTree(0)
                .split(0, 4, Branch.RIGHT)
                .leaf(0.7)
                .leaf(-1.3)
                .build();
        return TreeEnsemble.builder(trees, Aggregation.SUM)
                .treeWeights(0.3)
                .postTransform(PostTransform.EXP)
                .acceptMissing()
                .build();
    }

    private static LinearModel linear(int outputs, PostTransform transform) {
        double[] weights = new double[5 * outputs];
        double[] biases = new double[outputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 5 == 4 ? 1e-5 / (i + 1) : Math.sin(i + 1);
        }
        for (int k = 0; k < outputs; k++) {
            biases[k] = 0.1 * (k + 1);
        }
        return LinearModel.of(weights, biases, transform);
    }
}
