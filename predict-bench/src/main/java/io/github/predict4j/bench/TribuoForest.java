package io.github.predict4j.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Output;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;

/**
 * A forest as Tribuo has it, with rows that are Tribuo's examples already.
 *
 * @param <T> the kind of output
 */
public final class TribuoForest<T extends Output<T>> {
    private final Model<T> model;
    private final List<Example<T>> rows = new ArrayList<>();

    private TribuoForest(Shapes shape, Model<T> model, int count) {
        this.model = model;
        String[] names = shape.featureNames().toArray(String[]::new);
        double[] features = shape.features(count);
        T any = model.getOutputIDInfo().getDomain().iterator().next();
        for (int i = 0; i < count; i++) {
            double[] row = Arrays.copyOfRange(features, i * names.length, (i + 1) * names.length);
            rows.add(new ArrayExample<>(any, names, row));
        }
    }

    /**
     * Trains the forest, writes it and reads it again, as a program has it that only predicts: where its nodes lie in
     * memory decides how long Tribuo takes. Makes so many rows.
     */
    public static TribuoForest<?> of(Shapes shape, int count) {
        return of(shape, Model.deserialize(shape.tribuo().serialize()), count);
    }

    private static <T extends Output<T>> TribuoForest<T> of(Shapes shape, Model<T> model, int count) {
        return new TribuoForest<>(shape, model, count);
    }

    /** Returns the score of the most probable label, or the number. */
    public double predict(int row) {
        return first(model.predict(rows.get(row)));
    }

    /** Predicts the first rows at once, and returns what {@link #predict} would for the last of them. */
    public double predictAll(int count) {
        return first(model.predict(rows.subList(0, count)).get(count - 1));
    }

    /** Writes the score of each label, in the order of the model, or the number. */
    public void scores(int row, double[] out) {
        Prediction<T> prediction = model.predict(rows.get(row));
        if (prediction.getOutput() instanceof Label) {
            prediction
                    .getOutputScores()
                    .values()
                    .forEach(label -> out[model.getOutputIDInfo().getID(label)] = ((Label) label).getScore());
        } else {
            out[0] = first(prediction);
        }
    }

    private double first(Prediction<T> prediction) {
        T output = prediction.getOutput();
        return output instanceof Label label ? label.getScore() : ((Regressor) output).getValues()[0];
    }
}
