/**
 * Three services that articles wrote in Python, replaced without a change for their clients: the same paths, the same
 * requests, the same answers. What was wrong with them is not replaced: a bad date or number is refused at once with 422 and
 * its name, and an answer is always under the key of its row.
 *
 * <p>{@link io.github.predict4j.examples.migration.Services} has one method for each: its bundle, and its mount.
 */
@NullMarked
package io.github.predict4j.examples.migration;

import org.jspecify.annotations.NullMarked;
