/**
 * The fitted steps of a feature pipeline: dates, scalers, encoders, imputers.
 *
 * <p>A step has two lives. Its <em>definition</em> (an {@link io.github.predict4j.pipeline.Estimator}) says which columns
 * and which settings, and comes from {@link io.github.predict4j.features.Features}:
 *
 * <pre>{@code
 * FeaturePipeline pipeline = FeaturePipeline.fit("bike", "1.0.0", List.of(
 *         impute("hum").strategy(Imputer.Strategy.MEDIAN),
 *         minMax("temp", "hum").outOfRange(OutOfRange.CLIP),
 *         oneHot("season").unseen(Unseen.ZEROS)), training);
 * }</pre>
 *
 * <p>Fitted to a training table it becomes the <em>step</em> (a {@link io.github.predict4j.pipeline.Transformer}):
 * immutable, shared by threads, and nothing but the definition and the numbers learned. Who knows the numbers already
 * gives them to {@code of}; {@link io.github.predict4j.features.FeaturesProvider} reads a step back from a bundle.
 *
 * <p>What all steps share: the names and defaults of the settings are scikit-learn's where it has them, and so is the
 * arithmetic, operation by operation (version 1.2.1); a difference is named where there is one. NaN is missing: it is
 * skipped when fitting and stays NaN unless the step treats it. A column without any value cannot be fitted. What
 * depends on fitted numbers has a policy: {@link io.github.predict4j.features.OutOfRange} for numbers,
 * {@link io.github.predict4j.features.Unseen} for categories; each use of one that lets the row pass leaves a
 * {@link io.github.predict4j.schema.Warning} on it. Applying a step to values it accepts allocates nothing.
 *
 * <p>A number, an integer, a boolean (1 or 0), a date (its epoch day) and a date with a time (its epoch second) are
 * numbers to the scalers; a category is not. {@link io.github.predict4j.features.DateParts} reads a date or time instead.
 */
@NullMarked
package io.github.predict4j.features;

import org.jspecify.annotations.NullMarked;
