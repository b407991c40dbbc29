package io.github.predict4j.bench.peers;

import io.github.predict4j.model.Scratch;
import io.github.predict4j.model.TreeEnsemble;

/** predict4j, through the same door as the others. */
final class Ours implements Peer {
    private final TreeEnsemble ensemble;
    private final Scratch scratch;
    private final double[] rows;
    private final double[][] single;
    private final double[] out;

    Ours(Forest forest) {
        ensemble = forest.ensemble;
        rows = forest.rows;
        int count = rows.length / forest.width();
        single = new double[count][];
        for (int i = 0; i < count; i++) {
            single[i] = forest.row(i);
        }
        scratch = ensemble.newScratch(count);
        out = new double[count * forest.outputs()];
    }

    @Override
    public double one(int row) {
        ensemble.score(single[row], 1, out, scratch);
        return out[0];
    }

    @Override
    public double batch(int count) {
        ensemble.score(rows, count, out, scratch);
        return out[(count - 1) * ensemble.outputSize()];
    }

    @Override
    public void scores(int row, double[] scores) {
        ensemble.score(single[row], 1, scores, scratch);
    }
}
