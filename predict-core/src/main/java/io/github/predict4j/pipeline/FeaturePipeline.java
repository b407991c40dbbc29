package io.github.predict4j.pipeline;

import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fitted feature engineering: a schema, steps in order, and the columns a model reads. Immutable and thread-safe.
 *
 * <p>The columns start as the schema's fields. A step whose output bears the name of its input takes its place; a step
 * with other outputs retires its inputs, unless it keeps them, and its outputs come after the columns there are. The
 * features are the columns that live at the end, or those that were selected.
 *
 * <p>Compiled once to a flat list of operations on the cells of a {@link Row}; transforming a row costs one call a step
 * and allocates nothing.
 */
public final class FeaturePipeline {
    private final String name;
    private final Version version;
    private final Schema schema;
    private final List<String> features;
    private final Plan plan;
    private final State state;
    private final String fingerprint;

    private FeaturePipeline(String name, Version version, Schema schema, Plan plan, List<String> features) {
        this.name = name;
        this.version = version;
        this.schema = schema;
        this.features = List.copyOf(features);
        this.plan = plan;
        this.state = State.builder()
                .put("schema", sha256(SchemaState.structure(schema).toBytes()))
                .putStates(
                        "steps",
                        plan.steps().stream().map(FeaturePipeline::step).toList())
                .put("features", features)
                .build();
        this.fingerprint = HexFormat.of().formatHex(sha256(state.toBytes()));
    }

    /**
     * Fits the steps in order, each to what the ones before make of the table.
     *
     * @param name the pipeline's name
     * @param version its version, as in Semantic Versioning: "1.2.0"
     * @param steps the definitions of the steps, in order
     * @param training the training part: the schema's columns and nothing else
     * @throws IllegalArgumentException if the version is not one, or a step cannot be fitted, saying which
     */
    public static FeaturePipeline fit(String name, String version, List<? extends Estimator> steps, Table training) {
        Fitting fitting = new Fitting(training);
        steps.forEach(fitting::fit);
        return of(name, version, training.schema(), fitting.steps(), null);
    }

    /**
     * A pipeline of fitted steps.
     *
     * @param features the columns the model reads, in order; {@code null} for all that live at the end
     * @throws IllegalArgumentException if the version is not one, a category has no dictionary, a step's input is no
     *     column where it stands, an output exists already, a step cannot treat its columns, or a feature is no column
     */
    public static FeaturePipeline of(
            String name, String version, Schema schema, List<Transformer> steps, @Nullable List<String> features) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a pipeline's name must not be blank");
        }
        Plan plan = Plan.compile(schema, steps, features);
        return new FeaturePipeline(name, Version.parse(version), schema, plan, plan.features());
    }

    /** The same pipeline, reading only these columns, in this order. */
    public FeaturePipeline select(List<String> columns) {
        return of(name, version(), schema, steps(), columns);
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** The version, as in Semantic Versioning. */
    public String version() {
        return version.toString();
    }

    /**
     * Whether the version is in a range: "1" is any 1.x.y, "1.2" any 1.x.y from 1.2.0 on, "1.2.3" any 1.x.y from 1.2.3
     * on; below 1.0.0, where any minor version may break, "0.2" is any 0.2.y. A pre-release is in no range.
     *
     * @throws IllegalArgumentException if the range is not of that form
     */
    public boolean satisfies(String range) {
        return version.satisfies(range);
    }

    /** The raw input. */
    public Schema schema() {
        return schema;
    }

    /** The fitted steps, in order. */
    public List<Transformer> steps() {
        return plan.steps();
    }

    /** The names of the features, in the order the model reads them. */
    public List<String> features() {
        return features;
    }

    /** For each feature, the field of the schema it comes from (the first one, if from several). */
    public List<String> origins() {
        return plan.origins();
    }

    /**
     * The SHA-256, in hexadecimal, of what decides the features: names, types, order, dictionaries, policies, steps and
     * fitted numbers; not the pipeline's name and version, nor units, descriptions and examples.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /** What the fingerprint is made of; the schema is in it as its SHA-256. */
    public State state() {
        return state;
    }

    /** A row for this pipeline. {@link Row#attachment} is the owner's. */
    public Row newRow(@Nullable Object attachment) {
        return new Row(schema, plan.stepColumns(), attachment);
    }

    /**
     * Computes the features of a row; 0 bytes.
     *
     * @param row a row of this pipeline; it keeps its values, and the warnings of this call
     * @param missing whether a feature may be missing (NaN) at the end; an infinite one never may
     * @param out receives {@code features().size()} values
     * @param offset where in {@code out} the first one goes
     * @throws InvalidRowException with all faults of the row
     * @throws IllegalArgumentException if the row has other columns than this pipeline's or {@code out} is too short
     */
    public void transform(Row row, Missing missing, double[] out, int offset) {
        if (!row.isFor(schema, plan.stepColumns())) {
            throw new IllegalArgumentException(
                    "the row must be of this pipeline (\"" + name + "\"), found one of another");
        }
        Objects.checkFromIndexSize(offset, features.size(), out.length);
        if (!plan.run(row, missing, out, offset)) {
            throw new InvalidRowException(row.violations());
        }
    }

    /**
     * {@link #transform} of every record of a table.
     *
     * @return row-major, {@code table.rows() * features().size()} values
     * @throws InvalidRowException with the faults of the first {@value Row#MAX_VIOLATIONS} faulty records or more
     */
    public double[] transform(Table table, Missing missing) {
        double[] out = new double[Math.multiplyExact(table.rows(), features.size())];
        Row row = newRow(null);
        List<Violation> violations = new ArrayList<>();
        for (int r = 0; r < table.rows() && violations.size() < Row.MAX_VIOLATIONS; r++) {
            table.fill(r, row);
            if (!plan.run(row, missing, out, r * features.size())) {
                for (Violation violation : row.violations()) {
                    violations.add(violation.inRow(r));
                }
            }
        }
        if (!violations.isEmpty()) {
            throw new InvalidRowException(violations);
        }
        return out;
    }

    @Override
    public String toString() {
        return name + " " + version + " " + fingerprint.substring(0, 12);
    }

    private static State step(Transformer step) {
        return State.builder()
                .put("type", step.type().id())
                .put("version", (long) step.type().version())
                .put("state", step.state())
                .build();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
