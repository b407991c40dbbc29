package io.github.predict4j.bench.peers;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.util.Arrays;

/** LightGBM through JNI, one thread. */
final class LightGbm implements Peer {
    private final LGBMBooster booster;
    private final double[][] single;
    private final double[] rows;
    private final int width;

    LightGbm(Forest forest) throws IOException, LGBMException {
        LGBMBooster.loadNative();
        booster = LGBMBooster.loadModelFromString(LightGbmText.write(forest));
        width = forest.width();
        rows = forest.rows;
        single = new double[forest.count()][];
        for (int i = 0; i < single.length; i++) {
            single[i] = forest.row(i);
        }
    }

    @Override
    public double one(int row) throws LGBMException {
        return booster.predictForMatSingleRow(single[row], PredictionType.C_API_PREDICT_NORMAL);
    }

    @Override
    public double batch(int count) throws LGBMException {
        double[] batch = count * width == rows.length ? rows : Arrays.copyOf(rows, count * width);
        return booster.predictForMat(batch, count, width, true, PredictionType.C_API_PREDICT_NORMAL, "num_threads=1")[
                count - 1];
    }

    @Override
    public void close() throws LGBMException {
        booster.close();
    }
}
