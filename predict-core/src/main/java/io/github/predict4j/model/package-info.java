/**
 * Trained models as arrays: numbers in, numbers out.
 *
 * <p>A {@link io.github.predict4j.model.Model} maps rows of {@code inputSize()} features to rows of {@code outputSize()}
 * scores. It knows nothing of field names, labels or files, is immutable and may be used by any number of threads; what a
 * call needs to work in is a {@link io.github.predict4j.model.Scratch} that the caller owns, so that scoring allocates
 * nothing.
 *
 * <pre>{@code
 * Model model = ...;
 * Scratch scratch = model.newScratch(1);                  // one per thread
 * double[] out = new double[model.outputSize()];
 * model.score(features, 1, out, scratch);                 // 0 bytes
 * }</pre>
 *
 * <p>There are two models:
 *
 * <ul>
 *   <li>{@link io.github.predict4j.model.TreeEnsemble}: {@link io.github.predict4j.model.Trees}, the nodes of all trees in
 *       parallel arrays, with the rule that makes scores of their leaves: an
 *       {@link io.github.predict4j.model.Aggregation}, tree weights, base values, a
 *       {@link io.github.predict4j.model.Precision} and a {@link io.github.predict4j.model.PostTransform}. This is what
 *       decision trees, random forests and gradient-boosted trees of other libraries convert to; their other forms of
 *       comparison become an equal {@code x > t} through {@link io.github.predict4j.model.Thresholds}.
 *   <li>{@link io.github.predict4j.model.LinearModel}: weights, biases and a post-transform.
 * </ul>
 *
 * <p>Both are checked completely when they are made, so a damaged or hostile definition is an
 * {@link java.lang.IllegalArgumentException} that names tree and node, and never a model.
 *
 * <p>Scores are reproducible bit for bit: the order of every sum is fixed and documented, and every function beyond the
 * four operations is {@link java.lang.StrictMath}'s. However a model is evaluated, whatever the batch size and on whatever
 * machine, the same features give the same bits.
 */
@NullMarked
package io.github.predict4j.model;

import org.jspecify.annotations.NullMarked;
