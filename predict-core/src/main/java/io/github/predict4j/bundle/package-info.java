/**
 * The one file that carries a model, the pipeline it was trained with, the schema of its input, and the rows that prove
 * it still works.
 *
 * <p>{@link io.github.predict4j.bundle.Bundle} is written and read whole. Reading trusts nothing: size, digests,
 * structure and cross-references are checked in that order, and the
 * {@linkplain io.github.predict4j.bundle.GoldenRow golden rows} are replayed; only then is there a bundle. A file that
 * fails gives a {@link io.github.predict4j.bundle.BundleException} with its reason. What a file may ask for is bounded by
 * {@link io.github.predict4j.bundle.ReadLimits}.
 *
 * <p>The layout is in {@code docs/bundle-format.md}. Jackson reads and writes the manifest here, and nowhere else.
 */
@NullMarked
package io.github.predict4j.bundle;

import org.jspecify.annotations.NullMarked;
