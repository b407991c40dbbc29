package io.github.predict4j.bench.peers;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;

/** LightGBM through JNI, one thread. */
final class LightGbm implements Peer {
    private final LGBMBooster booster;
    private final double[][] single;
    private final double[] batch;
    private final int width;

    LightGbm(Forest forest) throws IOException, LGBMException {
        LGBMBooster.loadNative();
        booster = LGBMBooster.loadModelFromString(LightGbmText.write(forest));
        width = forest.width();
        single = forest.singleRows();
        batch = forest.batch();
    }

    @Override
    public double one(int row) throws LGBMException {
        return booster.predictForMatSingleRow(single[row], PredictionType.C_API_PREDICT_NORMAL);
    }

    @Override
    public double batch() throws LGBMException {
        return booster.predictForMat(batch, BATCH, width, true, PredictionType.C_API_PREDICT_NORMAL, "num_threads=1")[
                BATCH - 1];
    }

    @Override
    public void close() throws LGBMException {
        booster.close();
    }
}
