package io.github.predict4j.bench.peers;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.util.FVec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost's models in plain Java: ai.h2o's xgboost-predictor. It reads the old binary format, which XGBoost writes. */
final class XgboostPredictor implements Peer {
    private final Predictor predictor;
    private final FVec[] rows;

    XgboostPredictor(Forest forest) throws IOException, XGBoostError {
        Booster booster = Xgboost.booster(forest);
        try {
            predictor = new Predictor(new ByteArrayInputStream(booster.toByteArray("deprecated")));
        } finally {
            booster.dispose();
        }
        rows = Arrays.stream(forest.singleFloats())
                .map(row -> FVec.Transformer.fromArray(row, false))
                .toArray(FVec[]::new);
    }

    @Override
    public double one(int row) {
        return predictor.predictSingle(rows[row]);
    }
}
