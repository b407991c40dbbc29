package io.github.predict4j.model;

/**
 * A linear model: each score is a weighted sum of the features plus a bias, then a post-transform.
 *
 * <p>For output {@code k}, with {@code n} features, everything in {@code double}:
 *
 * <pre>
 *     score[k] = (0 + w[k * n] * x[0] + w[k * n + 1] * x[1] + ...) + bias[k]        from left to right
 * </pre>
 *
 * <p>Each product and each sum is rounded once, in that order, so equal features give equal bits everywhere. Missing values
 * are not accepted. The working memory is {@link Scratch#none()}. A row costs O(features x outputs) and 0 bytes.
 *
 * @since 0.1.0
 */
public final class LinearModel implements Model {

    private final int inputSize;
    private final double[] weights;
    private final double[] biases;
    private final PostTransform postTransform;

    private LinearModel(double[] weights, double[] biases, PostTransform postTransform) {
        this.inputSize = weights.length / biases.length;
        this.weights = weights;
        this.biases = biases;
        this.postTransform = postTransform;
    }

    /**
     * Makes a linear model. The number of outputs is that of the biases, the number of features follows.
     *
     * @param weights the weights of the first output in feature order, then those of the second, ...; finite; copied
     * @param biases the bias of each output, at least one; finite; copied
     * @param postTransform what is done to the scores at the end
     * @return the model
     * @throws IllegalArgumentException if there is no output, the weights are not a positive multiple of the biases, or a
     *     number is not finite
     */
    public static LinearModel of(double[] weights, double[] biases, PostTransform postTransform) {
        if (biases.length == 0) {
            throw new IllegalArgumentException("biases must be at least one, found none");
        }
        if (weights.length == 0 || weights.length % biases.length != 0) {
            throw new IllegalArgumentException("weights.length must be a positive multiple of the " + biases.length
                    + " outputs, found " + weights.length);
        }
        LinearModel model = new LinearModel(weights.clone(), biases.clone(), postTransform);
        requireFinite("weights", model.weights);
        requireFinite("biases", model.biases);
        return model;
    }

    @Override
    public int inputSize() {
        return inputSize;
    }

    @Override
    public int outputSize() {
        return biases.length;
    }

    @Override
    public boolean acceptsMissing() {
        return false;
    }

    /**
     * Returns the weights.
     *
     * @return a copy: those of the first output in feature order, then those of the second, ...
     */
    public double[] weights() {
        return weights.clone();
    }

    /**
     * Returns the bias of each output.
     *
     * @return a copy
     */
    public double[] biases() {
        return biases.clone();
    }

    /**
     * Returns what is done to the scores at the end.
     *
     * @return the post-transform
     */
    public PostTransform postTransform() {
        return postTransform;
    }

    @Override
    public Scratch newScratch(int rows) {
        Calls.checkRows(rows);
        return Scratch.none();
    }

    @Override
    public void score(double[] features, int rows, double[] out, Scratch scratch) {
        Calls.check(this, features, rows, out);
        if (scratch != Scratch.none()) {
            throw new IllegalArgumentException("scratch must be Scratch.none() for a linear model, found "
                    + scratch.getClass().getName());
        }
        for (int row = 0; row < rows; row++) {
            int y = row * biases.length;
            for (int k = 0; k < biases.length; k++) {
                out[y + k] = sum(k * inputSize, features, row * inputSize) + biases[k];
            }
            postTransform.apply(out, y, biases.length);
        }
    }

    private double sum(int w, double[] features, int x) {
        double sum = 0;
        for (int i = 0; i < inputSize; i++) {
            sum += weights[w + i] * features[x + i];
        }
        return sum;
    }

    /**
     * Describes the model in one line, such as {@code linear: 4 features, 3 outputs, SOFTMAX}.
     *
     * @return the description
     */
    public String describe() {
        return "linear: " + inputSize + " features, " + biases.length + " outputs, " + postTransform;
    }

    private static void requireFinite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] must be finite, found " + values[i]);
            }
        }
    }
}
