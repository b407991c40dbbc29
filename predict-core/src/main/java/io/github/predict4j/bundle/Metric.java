package io.github.predict4j.bundle;

/**
 * One figure about a model's quality.
 *
 * @param name what was measured: "accuracy", "rmse"
 * @param value the figure
 * @param split the rows it was measured on: "hold-out", "training"
 * @param rows how many rows those are
 */
public record Metric(String name, double value, String split, long rows) {}
