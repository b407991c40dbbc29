/**
 * Fitted feature engineering: from a checked row to the model's features, the same in training and in service.
 *
 * <p>A {@link io.github.predict4j.pipeline.FeaturePipeline} is a list of fitted steps
 * ({@link io.github.predict4j.pipeline.Transformer}) and the list of columns the model reads. A step is made by fitting
 * its definition ({@link io.github.predict4j.pipeline.Estimator}) to a table, or by a
 * {@link io.github.predict4j.pipeline.StepProvider} from its {@link io.github.predict4j.pipeline.State}; there is no
 * step that is not fitted. New steps come from other modules through {@code StepProvider} alone; no class name is ever
 * stored.
 *
 * <p>The pipeline's identity is its fingerprint: the SHA-256 of its canonical bytes. A model is bound to the
 * fingerprint it was trained on.
 *
 * <p>This package knows {@link io.github.predict4j.schema} only.
 */
@NullMarked
package io.github.predict4j.pipeline;

import org.jspecify.annotations.NullMarked;
