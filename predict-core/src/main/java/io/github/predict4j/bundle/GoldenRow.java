package io.github.predict4j.bundle;

import io.github.predict4j.model.Model;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A raw record and what became of it where the bundle was written: its features and the model's scores, or the faults it
 * was refused for. Reading a bundle replays them all. Immutable.
 */
public final class GoldenRow {
    private static final Set<String> SCORED = Set.of("input", "features", "scores");
    private static final Set<String> REFUSED = Set.of("input", "refused");

    private final State input;
    private final double[] features;
    private final double[] scores;
    private final List<String> refused;

    private GoldenRow(State input, double[] features, double[] scores, List<String> refused) {
        this.input = input;
        this.features = features;
        this.scores = scores;
        this.refused = List.copyOf(refused);
    }

    /**
     * The golden row of a record.
     *
     * @param input the record: doubles, longs (INTEGER), booleans, texts (CATEGORY, dates and times) by
     *     field; an absent field is missing
     * @param model the model, or {@code null} for a pipeline alone
     */
    public static GoldenRow of(State input, FeaturePipeline pipeline, @Nullable Model model) {
        Row row = pipeline.newRow(null);
        double[] features = new double[pipeline.features().size()];
        try {
            fill(row, input);
            Missing missing = model == null || model.acceptsMissing() ? Missing.AS_IS : Missing.REJECT;
            pipeline.transform(row, missing, features, 0);
        } catch (InvalidRowException e) {
            List<String> faults = e.violations().stream()
                    .map(v -> v.field() + " " + v.reason())
                    .toList();
            return new GoldenRow(input, new double[0], new double[0], faults);
        }
        double[] scores = new double[model == null ? 0 : model.outputSize()];
        if (model != null) {
            model.score(features, 1, scores, model.newScratch(1));
        }
        return new GoldenRow(input, features, scores, List.of());
    }

    /** The raw record. */
    public State input() {
        return input;
    }

    /** The features, in the pipeline's order; empty if it was refused. */
    public double[] features() {
        return features.clone();
    }

    /** The model's scores; empty if it was refused, or for a pipeline alone. */
    public double[] scores() {
        return scores.clone();
    }

    /** The faults it was refused for, each as field and reason: "species UNSEEN"; empty if it was scored. */
    public List<String> refused() {
        return refused;
    }

    State state() {
        State.Builder state = State.builder().put("input", input);
        return refused.isEmpty()
                ? state.put("features", features).put("scores", scores).build()
                : state.put("refused", refused).build();
    }

    static GoldenRow read(State state) {
        state.requireKeys(state.has("refused") ? REFUSED : SCORED);
        return state.has("refused")
                ? new GoldenRow(state.state("input"), new double[0], new double[0], state.texts("refused"))
                : new GoldenRow(state.state("input"), state.numbers("features"), state.numbers("scores"), List.of());
    }

    /** What differs between this row and what it gives here, or {@code null}. */
    @Nullable
    String difference(GoldenRow here, FeaturePipeline pipeline, double tolerance) {
        if (!refused.equals(here.refused)) {
            return "expected refusal for " + refused + ", found " + here.refused;
        }
        if (features.length != here.features.length || scores.length != here.scores.length) {
            return "expected " + features.length + " features and " + scores.length + " scores, found "
                    + here.features.length + " and " + here.scores.length;
        }
        for (int i = 0; i < features.length; i++) {
            if (!same(features[i], here.features[i], tolerance)) {
                return "feature \"" + pipeline.features().get(i) + "\": " + expected(features[i], here.features[i]);
            }
        }
        for (int i = 0; i < scores.length; i++) {
            if (!same(scores[i], here.scores[i], tolerance)) {
                return "score " + i + ": " + expected(scores[i], here.scores[i]);
            }
        }
        return null;
    }

    private static boolean same(double a, double b, double tolerance) {
        return Double.doubleToLongBits(a) == Double.doubleToLongBits(b)
                || (tolerance > 0 && Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a)));
    }

    private static String expected(double expected, double found) {
        return "expected " + Double.toHexString(expected) + ", found " + Double.toHexString(found);
    }

    private static void fill(Row row, State input) {
        for (String name : input.keys()) {
            int i = row.schema().indexOf(name);
            if (i < 0) {
                row.missing(name); // records the unknown field
                continue;
            }
            Field field = row.schema().fields().get(i);
            switch (field.type()) {
                case NUMBER -> row.set(i, input.number(name));
                case INTEGER -> row.set(i, input.integer(name));
                case BOOLEAN -> row.set(i, input.flag(name));
                case CATEGORY, DATE, LOCAL_DATETIME, INSTANT -> row.set(i, input.text(name));
            }
        }
    }

    /** What a row holds, as the input of a golden row; faulty fields are left out. */
    public static State input(Row row) {
        State.Builder input = State.builder();
        for (int i = 0; i < row.schema().size(); i++) {
            Field field = row.schema().fields().get(i);
            double value = row.cell(i);
            if (!Double.isNaN(value)) {
                put(input, field, value);
            }
        }
        return input.build();
    }

    private static void put(State.Builder input, Field field, double value) {
        switch (field.type()) {
            case NUMBER -> input.put(field.name(), value);
            case INTEGER -> input.put(field.name(), (long) value);
            case BOOLEAN -> input.put(field.name(), value != 0);
            case CATEGORY -> {
                if (value >= 0) {
                    input.put(field.name(), field.format(value));
                }
            }
            case DATE, LOCAL_DATETIME, INSTANT -> input.put(field.name(), field.format(value));
        }
    }
}
