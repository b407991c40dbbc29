/**
 * Benchmarks, one class a question, the guard that CI runs, and the report. {@code java -jar
 * predict-bench/target/benchmarks.jar} takes JMH's own arguments, {@code guard} or {@code report}; {@code
 * docs/benchmarks/README.md} says more.
 */
@NullMarked
package io.github.predict4j.bench;

import org.jspecify.annotations.NullMarked;
