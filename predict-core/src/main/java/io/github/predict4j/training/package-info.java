/**
 * From a table to a bundle: split, fit the pipeline, learn, evaluate, choose golden rows.
 *
 * <p>{@link io.github.predict4j.training.Training} does all of it in a fixed order; the one thing it does not do itself
 * is to learn a model from numbers: that is a {@link io.github.predict4j.training.Learner}, which an ML library supplies
 * (for Tribuo: {@code io.github.predict4j.tribuo.TribuoLearner}). The same table, settings and versions give the same
 * bundle, byte for byte.
 */
@NullMarked
package io.github.predict4j.training;

import org.jspecify.annotations.NullMarked;
