package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.predict4j.schema.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The elements of a tensor of texts: their characters one after the other, and where each one ends. */
final class OipTexts extends OipElements {
    private final int[] ends; // negative if missing: the complement
    private final View view = new View();
    private char[] chars = new char[0];
    private int length;
    private int read;

    OipTexts(int count) {
        this.ends = new int[count];
    }

    @Override
    boolean read(JsonParser in) throws IOException, RefusedException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            ends[read++] = ~length;
            return true;
        }
        if (token != JsonToken.VALUE_STRING) {
            return false;
        }
        int more = in.getTextLength();
        reserve(more);
        System.arraycopy(in.getTextCharacters(), in.getTextOffset(), chars, length, more);
        JsonRow.requireText(view.of(length, length + more));
        length += more;
        ends[read++] = length;
        return true;
    }

    /** Each element is a length of four bytes, unsigned, and so many bytes of UTF-8. */
    @Override
    int read(ByteBuffer in) {
        chars = new char[in.remaining()]; // UTF-8 never has more characters than bytes
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer out = CharBuffer.wrap(chars);
        int end = in.limit();
        for (int i = 0; i < ends.length; i++) {
            if (!next(in, end, utf8, out)) {
                return i;
            }
            ends[i] = out.position();
        }
        length = out.position();
        return ends.length;
    }

    private static boolean next(ByteBuffer in, int end, CharsetDecoder utf8, CharBuffer out) {
        if (end - in.position() < Integer.BYTES) {
            return false;
        }
        int bytes = in.getInt();
        if (bytes < 0 || bytes > end - in.position()) {
            return false;
        }
        in.limit(in.position() + bytes);
        utf8.reset();
        boolean text = utf8.decode(in, out, true).isUnderflow();
        in.limit(end);
        return text;
    }

    @Override
    void put(int element, Row row, int field) {
        int start = element == 0 ? 0 : end(element - 1);
        if (ends[element] < 0) {
            row.missing(field);
        } else {
            row.set(field, view.of(start, ends[element]));
        }
    }

    private int end(int element) {
        return ends[element] < 0 ? ~ends[element] : ends[element];
    }

    private void reserve(int more) {
        if (chars.length - length < more) {
            chars = Arrays.copyOf(chars, Math.max(length + more, 2 * chars.length));
        }
    }

    /** One text at a time, so that a row can look at it without a String. */
    private final class View implements CharSequence {
        private int start;
        private int end;

        View of(int from, int to) {
            start = from;
            end = to;
            return this;
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public char charAt(int index) {
            return chars[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new String(chars, start + from, to - from);
        }

        @Override
        public String toString() {
            return new String(chars, start, end - start);
        }
    }
}
