package io.github.predict4j;

import io.github.predict4j.schema.Row;
import java.util.Arrays;

/** The batch of any predictor: scores each row as it comes. */
final class LoopBatch extends AbstractBatch {
    private final Predictor predictor;
    private final int width;
    private final double[] one;
    private double[] scores;

    LoopBatch(Predictor predictor, int capacity) {
        super(predictor.newRow(), capacity);
        this.predictor = predictor;
        this.width = predictor.output().size();
        this.one = new double[width];
        this.scores = new double[0];
    }

    @Override
    void take(Row row) {
        predictor.score(row, one);
        int at = Math.multiplyExact(size(), width);
        if (at + width > scores.length) {
            scores = Arrays.copyOf(scores, (int) Math.min((long) capacity() * width, 2L * at + width));
        }
        System.arraycopy(one, 0, scores, at, width);
    }

    @Override
    public void score(double[] out) {
        if (out.length < size() * width) {
            throw new IllegalArgumentException(
                    "out must have room for " + size() * width + " scores, found " + out.length);
        }
        System.arraycopy(scores, 0, out, 0, size() * width);
    }
}
