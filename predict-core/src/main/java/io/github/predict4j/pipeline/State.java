package io.github.predict4j.pipeline;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Named values, and the one way to write them as bytes: what a step has learned, and what every section of a bundle is
 * made of. Immutable.
 *
 * <p>A value is a boolean, a long, a double, a text, an array of bytes, ints, longs or doubles, a list of texts, a
 * state, or a list of states. Keys and texts are Unicode without unpaired surrogates. Equal states have equal
 * {@linkplain #toBytes bytes} and the other way round: doubles are compared by their bits, except that there is one NaN.
 *
 * <p>Reading a value that is absent or of another kind throws {@link IllegalArgumentException}: a state may come from a
 * hostile file.
 *
 * <pre>{@code
 * State state = State.builder().put("inputs", List.of("temp")).put("min", new double[] {0.1}).build();
 * double[] min = state.numbers("min");
 * }</pre>
 */
public final class State {
    private static final String BYTES = "bytes";
    private static final String INTS = "an array of 32-bit integers";
    private static final String LONGS = "an array of 64-bit integers";
    private static final String NUMBERS = "an array of numbers";

    private final Map<String, Object> values;

    private State(SortedMap<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    static State of(SortedMap<String, Object> values) {
        return new State(values);
    }

    /** A builder of a state. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The state that the remaining bytes of a buffer hold, which must be all of them.
     *
     * @param bytes the buffer; its position does not change
     * @param maxText the longest text or key, in bytes of UTF-8
     * @throws StateLimitException if it has a longer text
     * @throws IllegalArgumentException if the bytes are not what {@link #toBytes} writes, naming the place
     */
    public static State read(ByteBuffer bytes, int maxText) {
        return read(bytes, maxText, Integer.MAX_VALUE);
    }

    /**
     * {@link #read(ByteBuffer, int)} of bytes from a stranger, who could ask for much memory with few bytes.
     *
     * @param maxValues how many objects it may take: entries of states, texts and states, all levels counted together
     * @throws StateLimitException if it has a longer text or more values
     * @throws IllegalArgumentException if the bytes are not what {@link #toBytes} writes, naming the place
     */
    public static State read(ByteBuffer bytes, int maxText, int maxValues) {
        return new StateReader(bytes, maxText, maxValues).read();
    }

    /** The canonical bytes; {@code docs/bundle-format.md} describes them. */
    public byte[] toBytes() {
        return StateWriter.write(this);
    }

    /** The keys, sorted by code point. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** Whether there is a value under the key. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** A boolean. */
    public boolean flag(String key) {
        return value(key, Boolean.class, "a boolean");
    }

    /** A long. */
    public long integer(String key) {
        return value(key, Long.class, "an integer");
    }

    /** A long within the given bounds, both inclusive. */
    public int integer(String key, int min, int max) {
        long value = integer(key);
        if (value < min || value > max) {
            throw new IllegalArgumentException("\"" + key + "\" must be in [" + min + ", " + max + "], found " + value);
        }
        return (int) value;
    }

    /** A double; it may be infinite or NaN. */
    public double number(String key) {
        return value(key, Double.class, "a number");
    }

    /** A text. */
    public String text(String key) {
        return value(key, String.class, "a text");
    }

    /** A text that is the name of one of the constants. */
    public <E extends Enum<E>> E choice(String key, Class<E> type) {
        String name = text(key);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("\"" + key + "\" must be one of " + Arrays.toString(type.getEnumConstants())
                + ", found \"" + name + "\"");
    }

    /** A copy of an array of bytes. */
    public byte[] bytes(String key) {
        return value(key, byte[].class, BYTES).clone();
    }

    /** A copy of an array of ints. */
    public int[] ints(String key) {
        return value(key, int[].class, INTS).clone();
    }

    /** A copy of an array of longs. */
    public long[] longs(String key) {
        return value(key, long[].class, LONGS).clone();
    }

    /** A copy of an array of doubles. */
    public double[] numbers(String key) {
        return value(key, double[].class, NUMBERS).clone();
    }

    /** A read-only view of an array of bytes. */
    public ByteBuffer byteView(String key) {
        return ByteBuffer.wrap(value(key, byte[].class, BYTES)).asReadOnlyBuffer();
    }

    /** A read-only view of an array of ints. */
    public IntBuffer intView(String key) {
        return IntBuffer.wrap(value(key, int[].class, INTS)).asReadOnlyBuffer();
    }

    /** A read-only view of an array of longs. */
    public LongBuffer longView(String key) {
        return LongBuffer.wrap(value(key, long[].class, LONGS)).asReadOnlyBuffer();
    }

    /** A read-only view of an array of doubles. */
    public DoubleBuffer numberView(String key) {
        return DoubleBuffer.wrap(value(key, double[].class, NUMBERS)).asReadOnlyBuffer();
    }

    /** An array of exactly {@code length} finite doubles, copied. */
    public double[] finite(String key, int length) {
        double[] numbers = numbers(key);
        if (numbers.length != length) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" must have " + length + " numbers, found " + numbers.length);
        }
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw new IllegalArgumentException("\"" + key + "\" must have finite numbers, found " + number);
            }
        }
        return numbers;
    }

    /** A list of texts. */
    public List<String> texts(String key) {
        return value(key, Texts.class, "a list of texts").list();
    }

    /** A state. */
    public State state(String key) {
        return value(key, State.class, "a state");
    }

    /** A list of states. */
    public List<State> states(String key) {
        return value(key, States.class, "a list of states").list();
    }

    /**
     * Refuses keys that nobody knows.
     *
     * @throws IllegalArgumentException if there is any key but these
     */
    public State requireKeys(Set<String> known) {
        for (String key : keys()) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("keys must be among " + known + ", found \"" + key + "\"");
            }
        }
        return this;
    }

    /** The value under a key if there is one, else {@code null}: {@code optional("unit", State::text)}. */
    public <T> @Nullable T optional(String key, BiFunction<State, String, T> read) {
        return has(key) ? read.apply(this, key) : null;
    }

    /** This state without the value under a key, if there is one. */
    public State without(String key) {
        TreeMap<String, Object> rest = new TreeMap<>(StateWriter.CODE_POINTS);
        rest.putAll(values);
        rest.remove(key);
        return new State(rest);
    }

    Map<String, Object> values() {
        return values;
    }

    private <T> T value(String key, Class<T> type, String required) {
        Object value = values.get(key);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "\"" + key + "\" must be " + required + ", found " + (value == null ? "nothing" : kind(value)));
        }
        return type.cast(value);
    }

    private static String kind(Object value) {
        return value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof State s
                && keys().equals(s.keys())
                && keys().stream().allMatch(key -> same(values.get(key), s.values.get(key)));
    }

    /** Looks into lists by itself: a record's own equality is made when it is first asked, which takes 10 ms of a start. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Texts a && other instanceof Texts b) {
            return a.list().equals(b.list());
        }
        if (one instanceof States a && other instanceof States b) {
            return a.list().equals(b.list());
        }
        return Objects.deepEquals(one, other);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keys());
    }

    /** For people: the values, long arrays and lists cut. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        values.forEach((key, value) -> text.append(text.length() == 1 ? "" : ", ")
                .append(key)
                .append(": ")
                .append(show(value)));
        return text.append('}').toString();
    }

    private static String show(Object value) {
        if (value instanceof double[] a) {
            return few(a.length, i -> Double.toString(a[i]));
        } else if (value instanceof int[] a) {
            return few(a.length, i -> Integer.toString(a[i]));
        } else if (value instanceof long[] a) {
            return few(a.length, i -> Long.toString(a[i]));
        } else if (value instanceof byte[] a) {
            return a.length + " bytes";
        } else if (value instanceof Texts t) {
            return few(t.list().size(), t.list()::get);
        } else if (value instanceof States s) {
            return few(s.list().size(), i -> s.list().get(i).toString());
        }
        return value.toString();
    }

    private static String few(int length, IntFunction<String> at) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < Math.min(8, length); i++) {
            text.append(i == 0 ? "" : ", ").append(at.apply(i));
        }
        return text.append(length > 8 ? ", … " + length + " in all]" : "]").toString();
    }

    /** A list of texts as a value; a class of its own, because generics are erased. */
    record Texts(List<String> list) {
        Texts {
            list = List.copyOf(list);
        }
    }

    /** A list of states as a value. */
    record States(List<State> list) {
        States {
            list = List.copyOf(list);
        }
    }

    /**
     * Puts a state together. Arrays are copied. Every {@code put} throws {@link IllegalArgumentException} for a key that
     * it has already, and for a key or text with an unpaired surrogate, which has no UTF-8 form.
     */
    public static final class Builder {
        private final TreeMap<String, Object> values = new TreeMap<>(StateWriter.CODE_POINTS);

        private Builder() {}

        /** A boolean. */
        public Builder put(String key, boolean value) {
            return add(key, value);
        }

        /** A long. */
        public Builder put(String key, long value) {
            return add(key, value);
        }

        /** A double. */
        public Builder put(String key, double value) {
            return add(key, value);
        }

        /** A text. */
        public Builder put(String key, String value) {
            return add(key, storable(value));
        }

        /** The name of a constant, as text; never its place. */
        public Builder put(String key, Enum<?> value) {
            return add(key, value.name());
        }

        /** An array of bytes. */
        public Builder put(String key, byte[] value) {
            return add(key, value.clone());
        }

        /** An array of ints. */
        public Builder put(String key, int[] value) {
            return add(key, value.clone());
        }

        /** An array of longs. */
        public Builder put(String key, long[] value) {
            return add(key, value.clone());
        }

        /** An array of doubles. */
        public Builder put(String key, double[] value) {
            return add(key, value.clone());
        }

        /** A list of texts. */
        public Builder put(String key, List<String> value) {
            value.forEach(Builder::storable);
            return add(key, new Texts(value));
        }

        /** A state. */
        public Builder put(String key, State value) {
            return add(key, value);
        }

        /** A list of states. */
        public Builder putStates(String key, List<State> value) {
            return add(key, new States(value));
        }

        /** All values of another state. */
        public Builder putAll(State other) {
            other.values().forEach(this::add);
            return this;
        }

        /** The state. */
        public State build() {
            return new State(new TreeMap<>(values));
        }

        private static String storable(String text) {
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new IllegalArgumentException("a key or text must not hold an unpaired surrogate");
            }
            return text;
        }

        private Builder add(String key, Object value) {
            if (values.putIfAbsent(storable(key), value) != null) {
                throw new IllegalArgumentException("key \"" + key + "\" must be put once, found it twice");
            }
            return this;
        }
    }
}
