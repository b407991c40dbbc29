package io.github.predict4j.http.protocol;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes an answer as it is written. Grows by pieces, so nothing is copied to make room, and gives a long answer away piece
 * by piece: collectors treat large arrays as a special case (G1 on a small heap: half a megabyte) that costs pauses.
 * Belongs to one thread at a time.
 */
final class AnswerBuffer extends OutputStream {
    private static final int FIRST = 1 << 10;

    /** Answers up to this length are copied, and the pieces kept for the next one. */
    private static final int PIECE = 1 << 16;

    private static final int KEPT = 2;

    private final List<byte[]> pieces = new ArrayList<>(KEPT);
    private byte[] piece = new byte[FIRST];
    private int current;
    private int at;
    private int before;

    AnswerBuffer() {
        pieces.add(piece);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        int done = 0;
        while (done < length) {
            if (at == piece.length) {
                next();
            }
            int part = Math.min(length - done, piece.length - at);
            System.arraycopy(bytes, from + done, piece, at, part);
            at += part;
            done += part;
        }
    }

    private void next() {
        before += at;
        at = 0;
        current++;
        if (current == pieces.size()) {
            pieces.add(new byte[PIECE]);
        }
        piece = pieces.get(current);
    }

    /** How many bytes were written since the last {@link #reset}. */
    int size() {
        return before + at;
    }

    /** What was written since the last {@link #reset}, in parts, which are the caller's; forgotten here. */
    List<byte[]> take() {
        List<byte[]> parts = size() <= PIECE ? List.of(copy()) : giveAway();
        reset();
        return parts;
    }

    private byte[] copy() {
        byte[] all = new byte[size()];
        int to = 0;
        for (int i = 0; i < current; i++) {
            System.arraycopy(pieces.get(i), 0, all, to, pieces.get(i).length);
            to += pieces.get(i).length;
        }
        System.arraycopy(piece, 0, all, to, at);
        return all;
    }

    private List<byte[]> giveAway() {
        List<byte[]> parts = new ArrayList<>(pieces.subList(0, current));
        parts.add(at == piece.length ? piece : Arrays.copyOf(piece, at));
        pieces.clear();
        pieces.add(new byte[FIRST]);
        return parts;
    }

    /** Forgets what was written; of a long answer's memory most is let go. */
    void reset() {
        if (pieces.size() > KEPT) {
            pieces.subList(KEPT, pieces.size()).clear();
        }
        piece = pieces.get(0);
        current = 0;
        at = 0;
        before = 0;
    }
}
