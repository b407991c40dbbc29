package io.github.predict4j.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** States of every kind of value, out of a seed. */
final class RandomStates {
    private static final int[] ALPHABET = {0, 'a', 'b', 'Z', 0xE9, 0x20AC, 0xD7FF, 0xE000, 0xFFFD, 0x1F600, 0x10FFFF};
    private static final double[] NUMBERS = {
        0.0, -0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };

    private final SplittableRandom random;

    RandomStates(long seed) {
        this.random = new SplittableRandom(seed);
    }

    State next(int depth) {
        State.Builder state = State.builder();
        State built = state.build();
        for (int n = random.nextInt(6); n > 0; n--) {
            String key = text();
            if (!built.has(key)) {
                put(state, key, depth);
                built = state.build();
            }
        }
        return built;
    }

    private void put(State.Builder state, String key, int depth) {
        switch (random.nextInt(depth > 1 ? 11 : 9)) {
            case 0 -> state.put(key, random.nextBoolean());
            case 1 -> state.put(key, random.nextLong());
            case 2 -> state.put(key, number());
            case 3 -> state.put(key, text());
            case 4 -> state.put(key, new byte[] {(byte) random.nextInt(), 0});
            case 5 -> state.put(key, random.ints(random.nextInt(4)).toArray());
            case 6 -> state.put(key, random.longs(random.nextInt(4)).toArray());
            case 7 -> state.put(key, new double[] {number(), number()});
            case 8 -> state.put(key, List.of(text(), text()));
            case 9 -> state.put(key, next(depth - 1));
            default -> {
                List<State> states = new ArrayList<>();
                for (int n = random.nextInt(3); n > 0; n--) {
                    states.add(next(depth - 1));
                }
                state.putStates(key, states);
            }
        }
    }

    private double number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }

    private String text() {
        int[] codePoints = random.ints(random.nextInt(4), 0, ALPHABET.length)
                .map(i -> ALPHABET[i])
                .toArray();
        return new String(codePoints, 0, codePoints.length);
    }
}
