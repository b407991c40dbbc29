package io.github.predict4j.bench;

/**
 * What was measured of one benchmark.
 *
 * @param name the class, the method and, if there are any, the parameters, as {@code SingleRowBenchmark.chosen[C100]}
 * @param score the mean time of an operation
 * @param error half the width of its 99.9 % confidence interval; NaN if there were too few iterations to say
 * @param unit of these two, as {@code ns/op}
 * @param cpu the processor time of an operation in nanoseconds; NaN if that was not measured
 * @param bytes what an operation allocates; NaN if that was not measured
 *
 * <p>Both of the latter are those of the iteration with the least: whatever else the JVM does only adds to them.
 */
record Figure(String name, double score, double error, String unit, double cpu, double bytes) {}
