/** What {@code predict-bench/http/run} compares the server with, and what it serves. */
@NullMarked
package io.github.predict4j.bench.http;

import org.jspecify.annotations.NullMarked;
