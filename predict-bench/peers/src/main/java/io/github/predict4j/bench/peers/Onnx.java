package io.github.predict4j.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime, one thread, floats; the rows are in direct buffers. Its tree regressor leaves the logistic function to us. */
final class Onnx implements Peer {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final FloatBuffer rows;
    private final int width;
    private final int outputs;
    private final boolean logistic;

    Onnx(Forest forest) throws OrtException {
        width = forest.width();
        outputs = forest.outputs();
        logistic = forest.boosted();
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        session = environment.createSession(OnnxModel.write(forest), options);
        rows = ByteBuffer.allocateDirect(Float.BYTES * forest.rows.length)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int i = 0; i < forest.rows.length; i++) {
            rows.put(i, (float) forest.rows[i]);
        }
    }

    @Override
    public double one(int row) throws OrtException {
        return probability(run(row, 1).get(0));
    }

    @Override
    public double batch() throws OrtException {
        FloatBuffer sums = run(0, BATCH);
        double last = 0;
        for (int i = 0; i < BATCH; i++) {
            last = probability(sums.get(i * outputs));
        }
        return last;
    }

    @Override
    public void scores(int row, double[] out) throws OrtException {
        FloatBuffer sums = run(row, 1);
        for (int k = 0; k < outputs; k++) {
            out[k] = probability(sums.get(k));
        }
    }

    private FloatBuffer run(int first, int count) throws OrtException {
        FloatBuffer part = rows.slice(first * width, count * width);
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, part, new long[] {count, width});
                OrtSession.Result result = session.run(Map.of("x", tensor))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        }
    }

    private double probability(float sum) {
        return logistic ? (float) (1 / (1 + Math.exp(-sum))) : sum;
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
