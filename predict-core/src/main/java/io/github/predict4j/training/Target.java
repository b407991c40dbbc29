package io.github.predict4j.training;

import io.github.predict4j.Task;
import java.util.List;

/** What is to be predicted, one value a record of the training part. Immutable. */
public final class Target {
    private final Task task;
    private final String name;
    private final List<String> labels;
    private final double[] values;

    private Target(Task task, String name, List<String> labels, double[] values) {
        this.task = task;
        this.name = name;
        this.labels = List.copyOf(labels);
        this.values = values.clone();
    }

    /**
     * The target of a classification.
     *
     * @param labels the labels
     * @param classes for each record the place of its label
     * @throws IllegalArgumentException if a class is not a place of a label
     */
    public static Target classes(String name, List<String> labels, int[] classes) {
        double[] values = new double[classes.length];
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= labels.size()) {
                throw new IllegalArgumentException(
                        "class of record " + i + " must be in [0, " + labels.size() + "), found " + classes[i]);
            }
            values[i] = classes[i];
        }
        return new Target(Task.CLASSIFICATION, name, labels, values);
    }

    /**
     * The target of a regression.
     *
     * @param values for each record its finite value
     * @throws IllegalArgumentException if a value is not finite
     */
    public static Target values(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("value of record " + i + " must be finite, found " + values[i]);
            }
        }
        return new Target(Task.REGRESSION, name, List.of(), values);
    }

    /** The kind of prediction. */
    public Task task() {
        return task;
    }

    /** The name of what is predicted. */
    public String name() {
        return name;
    }

    /** The labels of a classification; empty for a regression. */
    public List<String> labels() {
        return labels;
    }

    /** The number of records. */
    public int size() {
        return values.length;
    }

    /**
     * The label of one record.
     *
     * @throws IndexOutOfBoundsException for a regression
     */
    public String label(int record) {
        return labels.get((int) values[record]);
    }

    /** The value of one record: the number to predict, or the place of the label. */
    public double value(int record) {
        return values[record];
    }
}
