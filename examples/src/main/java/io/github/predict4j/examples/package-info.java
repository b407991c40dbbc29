/** Programs that show predict4j at work: train, save, load, predict, serve. {@code examples/run} starts them. */
@NullMarked
package io.github.predict4j.examples;

import org.jspecify.annotations.NullMarked;
