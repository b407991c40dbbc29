package io.github.predict4j.http.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks.
 *
 * @param id its id, which the answer repeats, or {@code null}
 * @param columns the rows
 * @param outputs the outputs asked for, in order
 * @param timeoutMicros how long it may wait for its answer, or -1
 */
record OipRequest(@Nullable String id, OipColumns columns, List<Wanted> outputs, long timeoutMicros) {
    /**
     * An output asked for.
     *
     * @param binary whether as raw data
     */
    record Wanted(OipOutput output, boolean binary) {}
}
