package io.github.predict4j.http.protocol;

import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Rows of a stream of JSON objects, one a line. Lines of nothing but space are passed over. */
public final class NdjsonSource implements RowSource {
    private final InputStream in;
    private final JsonLineReader json;
    private final int maxRow;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int filled;
    private byte[] text = new byte[1 << 10];
    private int length;
    private boolean tooLong;
    private long line;

    /**
     * @param in read as it is needed, not closed
     * @param maxRow the longest line, in bytes; bounds the memory for one
     */
    public NdjsonSource(InputStream in, Schema schema, int maxRow) {
        this.in = in;
        this.maxRow = maxRow;
        this.json = new JsonLineReader(schema, maxRow);
    }

    @Override
    public boolean next(Row row) throws IOException, RefusedException {
        do {
            if (!readLine()) {
                return false;
            }
        } while (blank());
        if (tooLong) {
            throw new RefusedException(
                    Problem.of(400, "over_limit", "the line must have at most " + maxRow + " bytes, found more"));
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
        tooLong |= to - from > maxRow - length;
        if (tooLong) {
            return;
        }
        if (length + to - from > text.length) {
            text = Arrays.copyOf(text, Math.min(maxRow, 2 * (length + to - from)));
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
