package io.github.predict4j.bench.peers;

import io.github.predict4j.model.Scratch;
import io.github.predict4j.model.TreeEnsemble;

/** predict4j, through the same door as the others. */
final class Ours implements Peer {
    private final TreeEnsemble ensemble;
    private final Scratch scratch;
    private final double[][] single;
    private final double[] batch;
    private final double[] out;

    Ours(Forest forest) {
        ensemble = forest.ensemble;
        single = forest.singleRows();
        batch = forest.batch();
        scratch = ensemble.newScratch(BATCH);
        out = new double[BATCH * forest.outputs()];
    }

    @Override
    public double one(int row) {
        ensemble.score(single[row], 1, out, scratch);
        return out[0];
    }

    @Override
    public double batch() {
        ensemble.score(batch, BATCH, out, scratch);
        return out[(BATCH - 1) * ensemble.outputSize()];
    }

    @Override
    public void scores(int row, double[] scores) {
        ensemble.score(single[row], 1, scores, scratch);
    }
}
