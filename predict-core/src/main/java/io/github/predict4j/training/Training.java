package io.github.predict4j.training;

import io.github.predict4j.Classification;
import io.github.predict4j.OutputSchema;
import io.github.predict4j.Predictor;
import io.github.predict4j.Task;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.bundle.Provenance;
import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.FieldType;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model and makes the bundle of it.
 *
 * <pre>{@code
 * Bundle bundle = Training.classification("species")
 *         .named("iris", "1.0.0")
 *         .pipeline("iris-features", "1.0.0", minMax("petal_length", "petal_width"))
 *         .learner(TribuoLearner.of(trainer))
 *         .holdOut(0.2, 42)
 *         .fit(table);
 * bundle.write(Path.of("iris.predict"));
 * }</pre>
 *
 * <p>In this order: the records are split; the categories and the pipeline are learned on the training part only; the
 * model is learned; the predictor is evaluated on the rest, record by record, as it will be used; golden rows are chosen.
 * The same table and settings give the same bytes. Mutable while it is set up; not thread-safe.
 */
public final class Training {
    private final Task task;
    private final String target;
    private String unit = "";
    private @Nullable String probability;
    private Map<String, String> annotations = Map.of();
    private @Nullable String name;
    private String version = "1.0.0";
    private @Nullable Schema schema;
    private @Nullable String pipelineName;
    private String pipelineVersion = "1.0.0";
    private List<Estimator> steps = List.of();
    private @Nullable List<String> features;
    private @Nullable Learner learner;
    private Split split = Split.NONE;
    private Provenance provenance = Provenance.NONE;

    private Training(Task task, String target) {
        this.task = task;
        this.target = target;
    }

    /** Trains a model that predicts the label in a CATEGORY column. */
    public static Training classification(String target) {
        return new Training(Task.CLASSIFICATION, target);
    }

    /** Trains a model that predicts the number in a NUMBER or INTEGER column. */
    public static Training regression(String target) {
        return new Training(Task.REGRESSION, target);
    }

    /** The model's name and version; the target's name and "1.0.0" unless said. */
    public Training named(String modelName, String modelVersion) {
        this.name = modelName;
        this.version = modelVersion;
        return this;
    }

    /** The unit of the predicted number. */
    public Training unit(String text) {
        this.unit = text;
        return this;
    }

    /** What a probability of this classification means, for people; unless said, how the model comes to it. */
    public Training probability(String meaning) {
        this.probability = meaning;
        return this;
    }

    /**
     * The raw input of the predictor: columns of the table, without the target. Unless said, all of them. A category
     * without a declared dictionary gets that of the training part.
     */
    public Training schema(Schema input) {
        this.schema = input;
        return this;
    }

    /** The pipeline's name, version and steps; without it the columns are the features. */
    public Training pipeline(String pipeline, String semanticVersion, Estimator... definitions) {
        this.pipelineName = pipeline;
        this.pipelineVersion = semanticVersion;
        this.steps = List.of(definitions);
        return this;
    }

    /** The columns the model reads, in order; unless said, all that live at the end of the pipeline. */
    public Training select(String... columns) {
        this.features = List.of(columns);
        return this;
    }

    /** What learns the model. */
    public Training learner(Learner algorithm) {
        this.learner = algorithm;
        return this;
    }

    /**
     * Holds a share of the records out, chosen at random, to evaluate on.
     *
     * @throws IllegalArgumentException if the share is not in (0, 1)
     */
    public Training holdOut(double share, long seed) {
        this.split = Split.random(share, seed);
        return this;
    }

    /**
     * Holds the last share of the records out, in the order of the table: the honest way for a time series.
     *
     * @throws IllegalArgumentException if the share is not in (0, 1)
     */
    public Training holdOutLast(double share) {
        this.split = Split.last(share);
        return this;
    }

    /** One entry of the provenance: the data's origin, a code revision. */
    public Training provenance(String entry, String text) {
        this.provenance = provenance.with(entry, text);
        return this;
    }

    /** {@link Bundle.Builder#annotations}. */
    public Training annotations(Map<String, String> texts) {
        this.annotations = Map.copyOf(texts);
        return this;
    }

    /**
     * Trains.
     *
     * @param table the records, with the target
     * @return the bundle
     * @throws IllegalStateException if there is no learner
     * @throws IllegalArgumentException if the training part is empty, the table lacks a column, the target is of the wrong type or has missing
     *     values, or a step or the model cannot be fitted
     */
    public Bundle fit(Table table) {
        if (learner == null) {
            throw new IllegalStateException("learner(...) must be said before fit(...)");
        }
        requireTarget(table);
        Split.Parts parts = split.of(table.rows());
        if (parts.training().length == 0) {
            throw new IllegalArgumentException("the training part must have at least 1 record, found 0: of the "
                    + table.rows() + " records of the table all are held out");
        }
        Table training = table.rows(parts.training());
        FeaturePipeline pipeline = fitPipeline(training);
        Target truth = target(training);
        Learned learned = learner.learn(
                pipeline.transform(training.as(pipeline.schema()), Missing.AS_IS), pipeline.features(), truth);
        OutputSchema output = output(learned);
        Predictor predictor = Predictor.of(pipeline, learned.model(), output);
        List<Metric> metrics =
                parts.holdOut().length == 0 ? List.of() : evaluate(predictor, training, table.rows(parts.holdOut()));
        return Bundle.builder(name == null ? target : name, version, pipeline)
                .model(learned.model(), output)
                .goldenRows(GoldenRows.of(training, pipeline, learned.model()))
                .metrics(metrics)
                .statistics(Observations.of(training.as(pipeline.schema()), predictor))
                .provenance(provenance(learned, parts))
                .annotations(annotations)
                .build();
    }

    private OutputSchema output(Learned learned) {
        String meaning = probability;
        if (meaning == null) {
            meaning = task == Task.CLASSIFICATION ? Probability.of(learned.model()) : "";
        }
        return new OutputSchema(task, target, learned.labels(), unit, meaning);
    }

    private FeaturePipeline fitPipeline(Table training) {
        Schema input = schema == null ? withoutTarget(training.declared()) : schema;
        if (input.indexOf(target) >= 0) {
            throw new IllegalArgumentException("the schema must not have the target \"" + target + "\" as a field");
        }
        Schema complete = input;
        for (Field field : input.fields()) {
            if (field.type() == FieldType.CATEGORY && field.categories() == null) {
                complete = complete.with(field.oneOf(training.categories(field.name())));
            }
        }
        FeaturePipeline pipeline = FeaturePipeline.fit(
                pipelineName == null ? target + "-features" : pipelineName,
                pipelineVersion,
                steps,
                training.as(complete));
        return features == null ? pipeline : pipeline.select(features);
    }

    private Schema withoutTarget(Schema all) {
        return all.select(all.names().stream().filter(n -> !n.equals(target)).toList());
    }

    private void requireTarget(Table table) {
        FieldType type = table.schema().field(target).type();
        boolean fits = task == Task.CLASSIFICATION
                ? type == FieldType.CATEGORY
                : type == FieldType.NUMBER || type == FieldType.INTEGER;
        if (!fits) {
            throw new IllegalArgumentException("the target of a " + task + " must be "
                    + (task == Task.CLASSIFICATION ? "a CATEGORY" : "a NUMBER or INTEGER") + ", found " + type
                    + " in column \"" + target + "\"");
        }
        double[] values = table.values(target);
        for (int r = 0; r < values.length; r++) {
            if (Double.isNaN(values[r])) {
                throw new IllegalArgumentException(
                        "record " + r + " must have the target \"" + target + "\", found none");
            }
        }
    }

    private Target target(Table training) {
        if (task == Task.REGRESSION) {
            return Target.values(target, training.values(target));
        }
        List<String> labels = training.categories(target);
        return Target.classes(target, labels, classes(training, labels));
    }

    /** For each record the place of its label, or -1. */
    private int[] classes(Table table, List<String> labels) {
        return IntStream.range(0, table.rows())
                .map(r -> labels.indexOf(Objects.requireNonNull(table.category(r, target))))
                .toArray();
    }

    private List<Metric> evaluate(Predictor predictor, Table training, Table holdOut) {
        if (task == Task.REGRESSION) {
            double mean = Arrays.stream(training.values(target)).average().orElseThrow();
            return Evaluation.of(predictor, holdOut, holdOut.values(target), mean);
        }
        List<String> labels = predictor.output().labels();
        double[] truth =
                Arrays.stream(classes(holdOut, labels)).asDoubleStream().toArray();
        return Evaluation.of(predictor, holdOut, truth, mostFrequent(classes(training, labels), labels.size()));
    }

    private static int mostFrequent(int[] classes, int labels) {
        double[] counts = new double[labels];
        for (int c : classes) {
            counts[c]++;
        }
        return Classification.argMax(counts, 0, labels);
    }

    private Provenance provenance(Learned learned, Split.Parts parts) {
        Provenance all = learned.provenance();
        for (var entry : provenance.entries().entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        return all.with("rows.training", Integer.toString(parts.training().length))
                .with("rows.hold-out", Integer.toString(parts.holdOut().length))
                .with("hold-out", split.description());
    }
}
