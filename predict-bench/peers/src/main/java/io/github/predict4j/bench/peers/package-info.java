/**
 * The forests of {@link io.github.predict4j.bench.Shapes} in other engines: each writes them in the engine's own format and
 * asks the engine. {@code predict-bench/peers/run} measures them beside ours, in one run, and compares the answers.
 */
@NullMarked
package io.github.predict4j.bench.peers;

import org.jspecify.annotations.NullMarked;
