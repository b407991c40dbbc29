package io.github.predict4j.bench.peers;

import io.github.predict4j.bench.Parity;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.model.Scratch;
import io.github.predict4j.model.TreeEnsemble;

/** Counts how far an engine's answers to all rows of a forest are from ours. */
final class Comparison {
    private final Engine engine;
    private final Forest forest;
    private int different;
    private int otherClass;
    private double farthest;
    private double relative;

    private Comparison(Engine engine, Forest forest) {
        this.engine = engine;
        this.forest = forest;
    }

    /** An engine that answers in floats is compared with our scores as floats. */
    static Parity of(Engine engine, Forest forest) throws Exception {
        Peer ours = Engine.PREDICT4J.open(forest);
        Peer theirs = engine.open(forest);
        try {
            Comparison comparison = new Comparison(engine, forest);
            double[] expected = new double[forest.outputs()];
            double[] found = new double[forest.outputs()];
            for (int row = 0; row < forest.count(); row++) {
                ours.scores(row, expected);
                theirs.scores(row, found);
                comparison.add(expected, found);
            }
            return comparison.result(theirs instanceof Xgboost xgboost ? otherSums(forest, xgboost) : -1);
        } finally {
            theirs.close();
        }
    }

    private void add(double[] expected, double[] found) {
        boolean same = true;
        for (int k = 0; k < found.length; k++) {
            double distance = Math.abs(found[k] - (engine.answersFloats() ? (float) expected[k] : expected[k]));
            same &= distance == 0;
            farthest = Math.max(farthest, distance);
            relative = expected[k] == 0 ? relative : Math.max(relative, distance / Math.abs(expected[k]));
        }
        different += same ? 0 : 1;
        otherClass += highest(found) == highest(expected) ? 0 : 1;
    }

    private Parity result(int otherSums) {
        return new Parity(
                engine.name(),
                engine.title(),
                forest.shape.name(),
                forest.count(),
                different,
                otherClass,
                farthest,
                relative,
                otherSums);
    }

    /** In how many rows the sums of the leaves differ. */
    private static int otherSums(Forest forest, Xgboost theirs) throws Exception {
        TreeEnsemble sums = TreeEnsemble.builder(forest.ensemble.trees(), forest.ensemble.aggregation())
                .precision(forest.ensemble.precision())
                .postTransform(PostTransform.NONE)
                .acceptMissing()
                .build();
        Scratch scratch = sums.newScratch(1);
        double[] out = new double[1];
        int other = 0;
        for (int row = 0; row < forest.count(); row++) {
            sums.score(forest.row(row), 1, out, scratch);
            other += out[0] == theirs.margin(row) ? 0 : 1;
        }
        return other;
    }

    private static int highest(double[] scores) {
        int highest = 0;
        for (int k = 1; k < scores.length; k++) {
            highest = scores[k] > scores[highest] ? k : highest;
        }
        return highest;
    }
}
