package io.github.predict4j.bench;

/**
 * What was measured of one benchmark.
 *
 * @param name the class, the method and, if there are any, the parameters, as {@code SingleRowBenchmark.chosen[C100]}
 * @param score the mean time of an operation
 * @param error half the width of its 99.9 % confidence interval; NaN if there were too few iterations to say
 * @param best the time of an operation in the fastest iteration: what disturbs a measurement only makes it slower
 * @param unit of these three, as {@code ns/op}
 * @param bytes what an operation allocates; NaN if that was not measured
 */
record Figure(String name, double score, double error, double best, String unit, double bytes) {}
