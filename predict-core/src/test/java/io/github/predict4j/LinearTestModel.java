package io.github.predict4j;

import io.github.predict4j.model.Model;
import io.github.predict4j.model.Scratch;

/** A model for tests: output {@code o} is the sum of the features, each times (o + 1), in their order, divided by 64. */
record LinearTestModel(int inputSize, int outputSize, boolean acceptsMissing) implements Model {
    @Override
    public Scratch newScratch(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be at least 1, found " + rows);
        }
        return Scratch.none();
    }

    @Override
    public void score(double[] features, int rows, double[] out, Scratch scratch) {
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < outputSize; o++) {
                double sum = 0;
                for (int i = 0; i < inputSize; i++) {
                    double feature = features[r * inputSize + i];
                    sum += Double.isNaN(feature) ? 0.5 : feature * (o + 1);
                }
                out[r * outputSize + o] = sum / 64;
            }
        }
    }
}
