package io.github.predict4j.bench.peers;

import java.lang.reflect.Method;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * XGBoost's way without a matrix, which 1.6.2, the version compiled with, does not have; so it is called by name. One
 * thread.
 */
final class XgboostInPlace implements Peer {
    private final Booster booster;
    private final Method predict;
    private final int width;
    private final float[][] single;
    private final float[] batch;

    XgboostInPlace(Forest forest) throws Exception {
        booster = Xgboost.booster(forest);
        predict = Booster.class.getMethod("inplace_predict", float[].class, int.class, int.class, float.class);
        width = forest.width();
        single = forest.singleFloats();
        batch = forest.floatBatch();
    }

    @Override
    public double one(int row) throws ReflectiveOperationException {
        return predict(single[row], 1)[0][0];
    }

    @Override
    public double batch() throws ReflectiveOperationException {
        return predict(batch, BATCH)[BATCH - 1][0];
    }

    private float[][] predict(float[] features, int count) throws ReflectiveOperationException {
        return (float[][]) predict.invoke(booster, features, count, width, Float.NaN);
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
