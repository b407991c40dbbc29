package io.github.predict4j.bench.peers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * XGBoost's own Java library, one thread: a matrix is made for each call, and disposed. Which version it is the class path
 * says.
 */
final class Xgboost implements Peer {
    private final Booster booster;
    private final int width;
    private final float[][] single;
    private final float[] batch;

    Xgboost(Forest forest) throws IOException, XGBoostError {
        booster = booster(forest);
        width = forest.width();
        single = forest.singleFloats();
        batch = forest.floatBatch();
    }

    static Booster booster(Forest forest) throws IOException, XGBoostError {
        Booster booster = XGBoost.loadModel(new ByteArrayInputStream(XgboostJson.write(forest)));
        booster.setParam("nthread", 1);
        return booster;
    }

    @Override
    public double one(int row) throws XGBoostError {
        return predict(single[row], 1, false)[0][0];
    }

    @Override
    public double batch() throws XGBoostError {
        return predict(batch, BATCH, false)[BATCH - 1][0];
    }

    /** The sums of the leaves, before the logistic function. */
    double margin(int row) throws XGBoostError {
        return predict(single[row], 1, true)[0][0];
    }

    private float[][] predict(float[] features, int count, boolean margin) throws XGBoostError {
        DMatrix matrix = new DMatrix(features, count, width, Float.NaN);
        try {
            return booster.predict(matrix, margin);
        } finally {
            matrix.dispose();
        }
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
