package io.github.predict4j;

import io.github.predict4j.model.Model;
import io.github.predict4j.model.Scratch;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.util.Arrays;

/** The predictor of a pipeline and a model. Whatever changes during a call is in the row's workspace. */
final class PipelinePredictor implements Predictor {
    private final FeaturePipeline pipeline;
    private final Model model;
    private final OutputSchema output;
    private final Missing missing;
    private final boolean complement;

    PipelinePredictor(FeaturePipeline pipeline, Model model, OutputSchema output) {
        this.pipeline = pipeline;
        this.model = model;
        this.output = output;
        this.missing = model.acceptsMissing() ? Missing.AS_IS : Missing.REJECT;
        this.complement = model.outputSize() == 1 && output.size() == 2;
        if (model.inputSize() != pipeline.features().size()) {
            throw new IllegalArgumentException("the model must read the pipeline's "
                    + pipeline.features().size() + " features, found that it reads " + model.inputSize());
        }
        if (model.outputSize() != output.size() && !complement) {
            throw new IllegalArgumentException(
                    "the model must have " + output.size() + " outputs (" + output + "), found " + model.outputSize());
        }
    }

    @Override
    public Schema schema() {
        return pipeline.schema();
    }

    @Override
    public OutputSchema output() {
        return output;
    }

    @Override
    public Row newRow() {
        return pipeline.newRow(new Workspace(this));
    }

    @Override
    public void score(Row row, double[] out) {
        Workspace workspace = workspace(row);
        requireRoom(out, 1);
        pipeline.transform(row, missing, workspace.features, 0);
        score(workspace.features, 1, out, workspace.scratch);
    }

    @Override
    public Prediction predict(Row row) {
        // The scores go through the row's memory, so that the result is all that is allocated.
        double[] scores = workspace(row).scores;
        score(row, scores);
        return Prediction.of(output, scores, 0, row.warnings());
    }

    @Override
    public Batch newBatch(int capacity) {
        return new KernelBatch(capacity);
    }

    private void score(double[] features, int rows, double[] out, Scratch scratch) {
        model.score(features, rows, out, scratch);
        if (complement) {
            for (int r = rows - 1; r >= 0; r--) { // from the end, because the scores spread within out
                double positive = out[r];
                out[2 * r] = 1 - positive;
                out[2 * r + 1] = positive;
            }
        }
    }

    private Workspace workspace(Row row) {
        if (!(row.attachment() instanceof Workspace workspace) || workspace.owner != this) {
            throw new IllegalArgumentException("the row must be made by newRow() of this predictor, found another's");
        }
        return workspace;
    }

    private void requireRoom(double[] out, int rows) {
        if (out.length < (long) rows * output.size()) {
            throw new IllegalArgumentException(
                    "out must have room for " + (long) rows * output.size() + " scores, found " + out.length);
        }
    }

    /** What one row needs while it is scored. */
    private static final class Workspace {
        private final PipelinePredictor owner;
        private final double[] features;
        private final double[] scores;
        private final Scratch scratch;

        Workspace(PipelinePredictor owner) {
            this.owner = owner;
            this.features = new double[owner.model.inputSize()];
            this.scores = new double[owner.output.size()];
            this.scratch = owner.model.newScratch(1);
        }
    }

    /** Features row by row, then the model for all of them. */
    private final class KernelBatch extends AbstractBatch {
        private final int width = model.inputSize();
        private final Scratch scratch;
        private double[] features = new double[0]; // grows: a large capacity is a limit, not a promise

        KernelBatch(int capacity) {
            super(newRow(), capacity);
            this.scratch = model.newScratch(capacity);
        }

        @Override
        void take(Row row) {
            int at = Math.multiplyExact(size(), width);
            if (at + width > features.length) {
                features = Arrays.copyOf(features, (int) Math.min((long) capacity() * width, 2L * at + 16L * width));
            }
            pipeline.transform(row, missing, features, at);
        }

        @Override
        public void score(double[] out) {
            requireRoom(out, size());
            PipelinePredictor.this.score(features, size(), out, scratch);
        }
    }
}
