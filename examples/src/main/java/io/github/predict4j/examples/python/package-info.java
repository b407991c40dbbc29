/**
 * Bundles of every kind, random rows and their scores, for a reader in another language to be compared with:
 * {@code examples/python/check} does so for the one in Python.
 */
@NullMarked
package io.github.predict4j.examples.python;

import org.jspecify.annotations.NullMarked;
