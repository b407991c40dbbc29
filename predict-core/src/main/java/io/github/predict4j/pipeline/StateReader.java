package io.github.predict4j.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Reads what {@link StateWriter} writes, and only that: any other encoding of the same values is refused. Nothing is
 * allocated for a count before the bytes it needs are known to be there.
 */
final class StateReader {
    private final ByteBuffer in;
    private final int maxText;
    private final int maxValues;
    private long taken;

    StateReader(ByteBuffer bytes, int maxText, int maxValues) {
        this.in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.maxText = maxText;
        this.maxValues = maxValues;
    }

    State read() {
        State state = state(1);
        if (in.hasRemaining()) {
            throw problem("the end", in.remaining() + " more bytes");
        }
        return state;
    }

    private State state(int depth) {
        if (depth > StateWriter.MAX_DEPTH) {
            throw problem("at most " + StateWriter.MAX_DEPTH + " levels", "more");
        }
        int count = take(count(5)); // the least entry is an empty key and a flag
        TreeMap<String, Object> values = new TreeMap<>(StateWriter.CODE_POINTS);
        String last = null;
        for (int i = 0; i < count; i++) {
            String key = text();
            if (last != null && StateWriter.CODE_POINTS.compare(last, key) >= 0) {
                throw problem("keys in ascending order", "\"" + key + "\" after \"" + last + "\"");
            }
            values.put(key, value(depth));
            last = key;
        }
        return State.of(values);
    }

    private Object value(int depth) {
        byte tag = need(1).get();
        return switch (tag) {
            case StateWriter.FALSE -> false;
            case StateWriter.TRUE -> true;
            case StateWriter.INTEGER -> need(8).getLong();
            case StateWriter.NUMBER -> number();
            case StateWriter.TEXT -> text();
            case StateWriter.BYTES -> bytes(count(1));
            case StateWriter.INTS -> ints(count(4));
            case StateWriter.LONGS -> longs(count(8));
            case StateWriter.NUMBERS -> numbers(count(8));
            case StateWriter.TEXTS -> texts(take(count(4)));
            case StateWriter.STATE -> state(depth + 1);
            case StateWriter.STATES -> states(take(count(4)), depth + 1);
            default -> throw problem("a tag from 1 to 12", Integer.toString(tag));
        };
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        in.get(bytes);
        return bytes;
    }

    private int[] ints(int count) {
        int[] ints = new int[count];
        in.asIntBuffer().get(ints);
        in.position(in.position() + 4 * count);
        return ints;
    }

    private long[] longs(int count) {
        long[] longs = new long[count];
        in.asLongBuffer().get(longs);
        in.position(in.position() + 8 * count);
        return longs;
    }

    private double[] numbers(int count) {
        double[] numbers = new double[count];
        in.asDoubleBuffer().get(numbers);
        for (double number : numbers) {
            requireOneNaN(number);
        }
        in.position(in.position() + 8 * count);
        return numbers;
    }

    private double number() {
        return requireOneNaN(Double.longBitsToDouble(need(8).getLong()));
    }

    private double requireOneNaN(double number) {
        if (Double.isNaN(number) && Double.doubleToRawLongBits(number) != Double.doubleToLongBits(Double.NaN)) {
            throw problem("the one NaN 7ff8000000000000", Long.toHexString(Double.doubleToRawLongBits(number)));
        }
        return number;
    }

    private State.Texts texts(int count) {
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return new State.Texts(texts);
    }

    private State.States states(int count, int depth) {
        List<State> states = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            states.add(state(depth));
        }
        return new State.States(states);
    }

    private String text() {
        int length = count(1);
        if (length > maxText) {
            throw new StateLimitException(StateLimitException.Limit.TEXT, maxText, length);
        }
        byte[] utf8 = new byte[length];
        in.get(in.position(), utf8);
        String text = new String(utf8, StandardCharsets.UTF_8);
        // That replaces what is no UTF-8, so only a text that holds the replacement is worth a strict look.
        if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw problem("UTF-8", "other bytes");
        }
        in.position(in.position() + length);
        return text;
    }

    /** Counts what becomes an object. */
    private int take(int values) {
        taken += values;
        if (taken > maxValues) {
            throw new StateLimitException(StateLimitException.Limit.VALUES, maxValues, taken);
        }
        return values;
    }

    /** A count of items that take at least so many bytes each, which are all there. */
    private int count(int bytesEach) {
        int count = need(4).getInt();
        if (count < 0 || (long) count * bytesEach > in.remaining()) {
            throw problem(
                    Integer.toUnsignedString(count) + " items of at least " + bytesEach + " bytes",
                    in.remaining() + " bytes");
        }
        return count;
    }

    private ByteBuffer need(int bytes) {
        if (in.remaining() < bytes) {
            throw problem(bytes + " more bytes", in.remaining() + " bytes");
        }
        return in;
    }

    private IllegalArgumentException problem(String required, String found) {
        return new IllegalArgumentException("at byte " + in.position() + ": required " + required + ", found " + found);
    }
}
