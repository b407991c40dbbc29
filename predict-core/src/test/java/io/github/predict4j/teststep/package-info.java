/** A step for tests of core, which has none of its own. */
@NullMarked
package io.github.predict4j.teststep;

import org.jspecify.annotations.NullMarked;
