package io.github.predict4j.pipeline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Map;

/**
 * Writes a {@link State}. A value is a tag byte and its content, little-endian; a length or count is an unsigned 32-bit
 * integer below 2^31; a text is its length in bytes and its UTF-8; a state is the number of its entries, then key and
 * value of each, the keys in ascending order of their UTF-8 bytes (which is the order of their code points).
 */
final class StateWriter {
    /** States within states, the outermost counted. */
    static final int MAX_DEPTH = 16;

    static final byte FALSE = 1;
    static final byte TRUE = 2;
    static final byte INTEGER = 3;
    static final byte NUMBER = 4;
    static final byte TEXT = 5;
    static final byte BYTES = 6;
    static final byte INTS = 7;
    static final byte LONGS = 8;
    static final byte NUMBERS = 9;
    static final byte TEXTS = 10;
    static final byte STATE = 11;
    static final byte STATES = 12;

    static final Comparator<String> CODE_POINTS = StateWriter::compareCodePoints;

    private ByteBuffer out = allocate(256);

    private StateWriter() {}

    static byte[] write(State state) {
        StateWriter writer = new StateWriter();
        writer.state(state, 1);
        byte[] bytes = new byte[writer.out.position()];
        writer.out.flip().get(bytes);
        return bytes;
    }

    private static int compareCodePoints(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        if (i == a.length() || i == b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        char x = a.charAt(i);
        char y = b.charAt(i);
        boolean pair = Character.isSurrogate(x);
        return pair == Character.isSurrogate(y) ? Character.compare(x, y) : pair ? 1 : -1; // pairs are above U+FFFF
    }

    private void state(State state, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a state must have at most " + MAX_DEPTH + " levels, found more");
        }
        count(state.values().size());
        for (Map.Entry<String, Object> entry : state.values().entrySet()) {
            text(entry.getKey());
            value(entry.getValue(), depth);
        }
    }

    private void value(Object value, int depth) {
        if (value instanceof Boolean b) {
            tag(b ? TRUE : FALSE);
        } else if (value instanceof Long i) {
            tag(INTEGER).putLong(i);
        } else if (value instanceof Double d) {
            tag(NUMBER).putLong(Double.doubleToLongBits(d)); // one NaN
        } else if (value instanceof String s) {
            tag(TEXT);
            text(s);
        } else if (value instanceof State s) {
            tag(STATE);
            state(s, depth + 1);
        } else if (value instanceof State.Texts t) {
            tag(TEXTS);
            count(t.list().size());
            t.list().forEach(this::text);
        } else if (value instanceof State.States s) {
            tag(STATES);
            count(s.list().size());
            s.list().forEach(inner -> state(inner, depth + 1));
        } else {
            array(value);
        }
    }

    private void array(Object value) {
        if (value instanceof byte[] a) {
            tag(BYTES);
            count(a.length);
            room(a.length).put(a);
        } else if (value instanceof int[] a) {
            tag(INTS);
            count(a.length);
            advance(room(4L * a.length).asIntBuffer().put(a).position() * 4);
        } else if (value instanceof long[] a) {
            tag(LONGS);
            count(a.length);
            advance(room(8L * a.length).asLongBuffer().put(a).position() * 8);
        } else if (value instanceof double[] a) {
            tag(NUMBERS);
            count(a.length);
            for (double d : a) {
                room(8).putLong(Double.doubleToLongBits(d));
            }
        } else {
            throw new IllegalStateException("no form for " + value.getClass());
        }
    }

    private ByteBuffer tag(byte tag) {
        return room(9).put(tag);
    }

    private void count(int count) {
        room(4).putInt(count);
    }

    private void text(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            count(utf8.remaining());
            room(utf8.remaining()).put(utf8);
        } catch (CharacterCodingException unpairedSurrogate) {
            throw new IllegalArgumentException("a text must not hold an unpaired surrogate", unpairedSurrogate);
        }
    }

    private void advance(int bytes) {
        out.position(out.position() + bytes);
    }

    private ByteBuffer room(long bytes) {
        if (out.remaining() < bytes) {
            long wanted = Math.max(2L * out.capacity(), out.position() + bytes);
            long most = Integer.MAX_VALUE - 16;
            if (out.position() + bytes > most) {
                throw new IllegalArgumentException("a state must have at most " + most + " bytes, found more");
            }
            ByteBuffer larger = allocate((int) Math.min(wanted, most));
            larger.put(out.flip());
            out = larger;
        }
        return out;
    }

    private static ByteBuffer allocate(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
