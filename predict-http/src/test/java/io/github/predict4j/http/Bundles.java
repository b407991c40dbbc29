package io.github.predict4j.http;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.GoldenRow;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.bundle.Provenance;
import io.github.predict4j.model.Aggregation;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.TreeEnsemble;
import io.github.predict4j.model.Trees;
import io.github.predict4j.model.TreesBuilder;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Extra;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Invalid;
import io.github.predict4j.schema.Schema;
import java.util.List;
import java.util.Map;

/** Small bundles whose predictions can be worked out by hand. */
public final class Bundles {
    /** A setosa. */
    public static final String SETOSA =
            "{\"sepal_length\":5.1,\"sepal_width\":3.5,\"petal_length\":1.4,\"petal_width\":0.2}";

    /** A virginica for three of the four trees, a versicolor for one. */
    public static final String VIRGINICA =
            "{\"sepal_length\":5.9,\"sepal_width\":3,\"petal_length\":5.1,\"petal_width\":1.8}";

    private Bundles() {}

    /**
     * Four trees that vote: a petal of at most 2.45 is a setosa; of the others a width above 1.75 is a virginica for
     * three trees, above 2.5 for the fourth; the rest are versicolor.
     */
    public static Bundle iris() {
        TreesBuilder trees = Trees.builder(4, 3);
        for (double width : new double[] {1.75, 1.75, 1.75, 2.5}) {
            trees.startClassTree()
                    .split(2, 2.45)
                    .leafClass(0)
                    .split(3, width)
                    .leafClass(1)
                    .leafClass(2);
        }
        TreeEnsemble forest =
                TreeEnsemble.builder(trees.build(), Aggregation.VOTE).build();
        Schema schema = Schema.of(
                Field.number("sepal_length").unit("cm"),
                Field.number("sepal_width").unit("cm"),
                Field.number("petal_length").unit("cm").range(0, 30),
                Field.number("petal_width").unit("cm"));
        FeaturePipeline pipeline = FeaturePipeline.of("iris-features", "1.2.0", schema, List.of(), null);
        State row = State.builder()
                .put("sepal_length", 5.1)
                .put("sepal_width", 3.5)
                .put("petal_length", 1.4)
                .put("petal_width", 0.2)
                .build();
        return Bundle.builder("iris", "1.0.0", pipeline)
                .model(forest, OutputSchema.classification("species", List.of("setosa", "versicolor", "virginica")))
                .goldenRows(List.of(GoldenRow.of(row, pipeline, forest)))
                .metrics(List.of(new Metric("accuracy", 0.9, "hold-out", 30)))
                .provenance(new Provenance(Map.of("seed", "42")))
                .build();
    }

    /** A line, 1000 a + b, with an integer and a boolean. */
    public static Bundle line() {
        Schema schema = Schema.of(Field.integer("a"), Field.bool("b"));
        return linear("line", schema, LinearModel.of(new double[] {1000, 1}, new double[] {0}, PostTransform.NONE));
    }

    /** A line of one number, 1e308 x, whose sum overflows for x of 10. */
    public static Bundle steep() {
        Schema schema = Schema.of(Field.number("x"));
        return linear("steep", schema, LinearModel.of(new double[] {1e308}, new double[] {0}, PostTransform.NONE));
    }

    /** A tree, 2 for x above 1, else 1, that takes what is no number for missing and passes over other fields. */
    public static Bundle tolerant() {
        Schema schema = Schema.of(Field.number("x").optional().invalid(Invalid.AS_MISSING))
                .extra(Extra.IGNORE);
        FeaturePipeline pipeline = FeaturePipeline.of("tolerant-features", "1.0.0", schema, List.of(), null);
        Trees tree =
                Trees.builder(1, 1).startTree(0).split(0, 1).leaf(1).leaf(2).build();
        return Bundle.builder("tolerant", "1.0.0", pipeline)
                .model(
                        TreeEnsemble.builder(tree, Aggregation.SUM)
                                .acceptMissing()
                                .build(),
                        OutputSchema.regression("y", ""))
                .build();
    }

    /** A line of one number, {@code slope * x}, in a version of its own, with a golden row. */
    public static Bundle slope(int slope) {
        Schema schema = Schema.of(Field.number("x"));
        FeaturePipeline pipeline = FeaturePipeline.of("slope-features", "1.0.0", schema, List.of(), null);
        LinearModel model = LinearModel.of(new double[] {slope}, new double[] {0}, PostTransform.NONE);
        return Bundle.builder("slope", slope + ".0.0", pipeline)
                .model(model, OutputSchema.regression("y", ""))
                .goldenRows(List.of(
                        GoldenRow.of(State.builder().put("x", 2.0).build(), pipeline, model),
                        GoldenRow.of(State.builder().build(), pipeline, model)))
                .build();
    }

    /** A number for each of some categories. */
    public static Bundle categories(String... categories) {
        Schema schema = Schema.of(Field.category("category").oneOf(categories));
        return linear("categories", schema, LinearModel.of(new double[] {1}, new double[] {0}, PostTransform.NONE));
    }

    private static Bundle linear(String name, Schema schema, LinearModel model) {
        FeaturePipeline pipeline = FeaturePipeline.of(name + "-features", "1.0.0", schema, List.of(), null);
        return Bundle.builder(name, "2.0.0", pipeline)
                .model(model, OutputSchema.regression("y", "m"))
                .build();
    }
}
