/** The iris example: a random forest that tells three species of iris apart by four lengths. */
@NullMarked
package io.github.predict4j.examples.iris;

import org.jspecify.annotations.NullMarked;
