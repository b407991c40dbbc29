package io.github.predict4j.bundle;

import io.github.predict4j.pipeline.State;
import java.nio.ByteBuffer;

/**
 * A section whose digest was checked and which nobody has asked for yet.
 *
 * @param bytes its bytes
 * @param limits what it may ask for when it is parsed
 */
record Unparsed(ByteBuffer bytes, ReadLimits limits) {
    State state(String section) throws BundleException {
        return Hostile.parse(section, () -> State.read(bytes, limits.textBytes(), limits.values()));
    }
}
