package io.github.predict4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatePropertyTest {
    private static final int MAX_TEXT = 100;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void read_whatWasWritten_isEqual(long seed) {
        RandomStates states = new RandomStates(seed);
        for (int i = 0; i < 500; i++) {
            State state = states.next(4);
            State read = State.read(ByteBuffer.wrap(state.toBytes()), MAX_TEXT);
            assertThat(read).isEqualTo(state).hasSameHashCodeAs(state);
            assertThat(read.toBytes()).isEqualTo(state.toBytes());
            assertThat(read.toString()).isEqualTo(state.toString());
            assertThat(read.keys()).containsExactlyElementsOf(state.keys());
        }
    }

    /** The encoding is canonical: what can be read at all is the only form of its state. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void read_anyTruncationOrChangedByte_refusedOrTheSameBytes(long seed) {
        RandomStates states = new RandomStates(seed);
        State state = states.next(3);
        while (state.toBytes().length < 60 || state.toBytes().length > 120) {
            state = states.next(3);
        }
        byte[] bytes = state.toBytes();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(read(Arrays.copyOf(bytes, length))).isNull();
        }
        assertThat(read(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
        for (int at = 0; at < bytes.length; at++) {
            for (int change = 1; change < 256; change++) {
                byte[] changed = bytes.clone();
                changed[at] ^= (byte) change;
                assertCanonical(changed);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void read_randomBytes_refusedOrTheSameBytes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int b = 0; b < bytes.length; b++) {
                bytes[b] = (byte) (random.nextInt(3) == 0 ? random.nextInt(14) : 0);
            }
            assertCanonical(bytes);
        }
    }

    private static void assertCanonical(byte[] bytes) {
        State state = read(bytes);
        if (state != null && !Arrays.equals(state.toBytes(), bytes)) {
            assertThat(state.toBytes()).isEqualTo(bytes);
        }
    }

    /** The state, or {@code null} if the bytes are refused; any other exception fails the test. */
    private static @Nullable State read(byte[] bytes) {
        try {
            return State.read(ByteBuffer.wrap(bytes), MAX_TEXT);
        } catch (IllegalArgumentException refused) {
            if (!String.valueOf(refused.getMessage()).startsWith("at byte ")) {
                throw refused;
            }
            return null;
        }
    }
}
