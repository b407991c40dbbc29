package io.github.predict4j.http.cli;

import io.github.predict4j.http.protocol.JsonLineReader;
import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Rows of a file of JSON objects, one a line. Lines of nothing but space are passed over. */
final class NdjsonSource implements RowSource {
    private final InputStream in;
    private final JsonLineReader json;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int filled;
    private byte[] text = new byte[1 << 10];
    private int length;
    private boolean tooLong;
    private long line;

    NdjsonSource(InputStream in, Schema schema) {
        this.in = in;
        this.json = new JsonLineReader(schema, Format.MAX_ROW);
    }

    @Override
    public boolean next(Row row) throws IOException, RefusedException {
        do {
            if (!readLine()) {
                return false;
            }
        } while (blank());
        if (tooLong) {
            throw new RefusedException(Problem.of(
                    400, "over_limit", "the line must have at most " + Format.MAX_ROW + " bytes, found more"));
        }
        json.read(text, length, row);
        return true;
    }

    @Override
    public long line() {
        return line;
    }

    private boolean readLine() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (true) {
            if (at == filled) {
                at = 0;
                filled = Math.max(0, in.read(chunk));
                if (filled == 0) {
                    line += any ? 1 : 0;
                    return any;
                }
            }
            any = true;
            int end = at;
            while (end < filled && chunk[end] != '\n') {
                end++;
            }
            take(at, end);
            at = Math.min(end + 1, filled);
            if (end < filled) {
                line++;
                return true;
            }
        }
    }

    /** Adds a part of the chunk to the line; of one that is too long the rest is only passed over. */
    private void take(int from, int to) {
        tooLong |= to - from > Format.MAX_ROW - length;
        if (tooLong) {
            return;
        }
        if (length + to - from > text.length) {
            text = Arrays.copyOf(text, Math.min(Format.MAX_ROW, 2 * (length + to - from)));
        }
        System.arraycopy(chunk, from, text, length, to - from);
        length += to - from;
    }

    private boolean blank() {
        for (int i = 0; i < length; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
                return false;
            }
        }
        return !tooLong;
    }
}
