/** The bike example: daily bike rentals from date and weather, as a service that an article wrote in Python. */
@NullMarked
package io.github.predict4j.examples.bike;

import org.jspecify.annotations.NullMarked;
