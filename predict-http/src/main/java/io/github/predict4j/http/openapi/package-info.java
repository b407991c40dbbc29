/**
 * What the server says about itself: the document at {@code /openapi.json} (OpenAPI 3.1) and the description of each model,
 * made from the schemas in the bundles.
 *
 * <p>{@link io.github.predict4j.http.openapi.ModelDescription} turns one model into JSON Schemas of a row and of an answer,
 * with an example that the model itself has answered. {@link io.github.predict4j.http.openapi.OpenApi} puts the paths of
 * all models beside the others, which are a resource of this package in plain OpenAPI.
 */
@NullMarked
package io.github.predict4j.http.openapi;

import org.jspecify.annotations.NullMarked;
