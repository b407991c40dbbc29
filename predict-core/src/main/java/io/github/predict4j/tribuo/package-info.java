/**
 * Tribuo trains, predict4j predicts: the learner for Tribuo's trainers, and the conversion of Tribuo's models.
 *
 * <p>{@link io.github.predict4j.tribuo.TribuoLearner} makes a {@link io.github.predict4j.training.Learner} of a Tribuo
 * trainer; {@link io.github.predict4j.tribuo.TribuoModels} converts a model that Tribuo has trained already. Both give a
 * {@link io.github.predict4j.training.Learned}: the model, its labels, and where it comes from.
 *
 * <pre>{@code
 * var tree = new CARTClassificationTrainer(8, 0.5f, 42L);          // half of the features in each split
 * var forest = new RandomForestTrainer<>(tree, new VotingCombiner(), 100, 42L);
 * Learner learner = TribuoLearner.of(forest);
 * }</pre>
 *
 * <p>What converts, and what is equal to what Tribuo 4.3.2 answers for the same row:
 *
 * <table>
 * <caption>Tribuo's models and what becomes of them</caption>
 * <tr><th>Tribuo</th><th>becomes</th><th>equal to Tribuo</th></tr>
 * <tr><td>CART classification ({@code TreeModel<Label>})</td><td>one tree, leaf vectors, MEAN</td><td>path, label and
 *     scores, exactly</td></tr>
 * <tr><td>CART regression ({@code IndependentRegressionTreeModel}, {@code TreeModel<Regressor>})</td><td>one tree,
 *     MEAN</td><td>path and value, exactly</td></tr>
 * <tr><td>random forest, extra-trees, bagged or boosted trees with {@code VotingCombiner}</td><td>weighted VOTE</td>
 *     <td>path, label and shares, exactly</td></tr>
 * <tr><td>random forest, extra-trees, bagged trees with {@code AveragingCombiner}</td><td>weighted MEAN</td><td>path
 *     exactly; value within 1e-12 of the largest leaf: Tribuo updates a running mean</td></tr>
 * <tr><td>linear SGD classification with log loss</td><td>linear, SOFTMAX</td><td>scores within 1e-12: Tribuo adds the
 *     features in the order of their names</td></tr>
 * <tr><td>linear SGD regression</td><td>linear</td><td>value within 1e-12 of the sum of its terms' magnitudes</td></tr>
 * </table>
 *
 * <p>Anything else is refused with what was required and what was found: other models, other combiners, hinge loss (it
 * gives no probabilities), regression of several outputs. Variances are not carried over (Tribuo 4.3.2 computes wrong ones
 * for forests).
 *
 * <p>This is the only package that needs Tribuo, which is an optional dependency: a bundle is read and served without it.
 */
@NullMarked
package io.github.predict4j.tribuo;

import org.jspecify.annotations.NullMarked;
