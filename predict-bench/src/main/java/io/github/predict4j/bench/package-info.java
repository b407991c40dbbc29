/**
 * Benchmarks, one class a question, and the guard that CI runs. {@code java -jar predict-bench/target/benchmarks.jar}
 * takes JMH's own arguments, or {@code guard}.
 */
@NullMarked
package io.github.predict4j.bench;

import org.jspecify.annotations.NullMarked;
