package io.github.predict4j.bench.peers;

import io.github.predict4j.bench.TribuoForest;

/** Tribuo's own {@code predict} of the forests that it has trained. */
final class Tribuo implements Peer {
    private final TribuoForest<?> forest;

    Tribuo(Forest forest) {
        this.forest = TribuoForest.of(forest.shape, forest.count());
    }

    @Override
    public double one(int row) {
        return forest.predict(row);
    }

    @Override
    public double batch() {
        return forest.predictAll(BATCH);
    }

    @Override
    public void scores(int row, double[] out) {
        forest.scores(row, out);
    }
}
