package io.github.predict4j.bench.peers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
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
    private final float[] rows;

    Xgboost(Forest forest) throws IOException, XGBoostError {
        booster = booster(forest);
        width = forest.width();
        single = new float[forest.count()][];
        rows = new float[forest.rows.length];
        for (int i = 0; i < single.length; i++) {
            single[i] = forest.floatRow(i);
            System.arraycopy(single[i], 0, rows, i * width, width);
        }
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
    public double batch(int count) throws XGBoostError {
        float[] batch = count * width == rows.length ? rows : Arrays.copyOf(rows, count * width);
        return predict(batch, count, false)[count - 1][0];
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
