package io.github.predict4j.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trees whose leaves are added up to scores: decision trees, random forests, gradient-boosted trees.
 *
 * <p>A row walks each of the {@link Trees} to one leaf. What happens to the leaves is defined here to the last bit. With
 * {@code w[t]} the weight of tree {@code t}, for each output {@code k} the trees that add to it do so <b>in tree order</b>,
 * from left to right, and each product, sum and quotient is rounded once to the declared {@link Precision}:
 *
 * <ul>
 *   <li>{@link Aggregation#VOTE}: {@code (0 + w[t1] + w[t2] + ...) / total}, over the trees whose leaf is class {@code k},
 *       where {@code total} is the sum of all weights: the share of the votes. Trees have {@link Trees#CLASS} leaves.
 *   <li>{@link Aggregation#MEAN}: {@code (0 + w[t1] * v[t1] + w[t2] * v[t2] + ...) / total[k] + base[k]}, where {@code v}
 *       are the leaf values for output {@code k} and {@code total[k]} is the sum of the weights of the trees that have one.
 *   <li>{@link Aggregation#SUM}: {@code base[k] + w[t1] * v[t1] + w[t2] * v[t2] + ...}: the sum starts at the base value.
 * </ul>
 *
 * <p>Weights that are not given are 1, base values 0. The scores of a row, as doubles, then go through the
 * {@link PostTransform}. Sums are not protected against overflow: a sum beyond the precision's range is infinite.
 *
 * <p>Immutable and thread-safe. A row costs at most O(trees x depth), and 0 bytes.
 *
 * <pre>{@code
 * TreeEnsemble forest = TreeEnsemble.builder(trees, Aggregation.MEAN).build();
 * TreeEnsemble boosted = TreeEnsemble.builder(trees, Aggregation.SUM)
 *         .baseValues(0.5)
 *         .precision(Precision.FLOAT)
 *         .postTransform(PostTransform.LOGISTIC)
 *         .acceptMissing()
 *         .build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class TreeEnsemble implements Model {

    private final Trees trees;
    private final Aggregation aggregation;
    private final double[] treeWeights;
    private final double[] baseValues;
    private final Precision precision;
    private final PostTransform postTransform;
    private final boolean acceptsMissing;
    private final LeafSums sums;
    private volatile @Nullable KernelChoice kernels;

    private TreeEnsemble(Builder definition) {
        this.trees = definition.trees;
        this.aggregation = definition.aggregation;
        this.treeWeights = definition.treeWeights;
        this.baseValues = definition.baseValues;
        this.precision = definition.precision;
        this.postTransform = definition.postTransform;
        this.acceptsMissing = definition.acceptsMissing;
        double[] totals = new EnsembleCheck(this, treeWeights, baseValues).run();
        this.sums = new LeafSums(this, treeWeights, baseValues, totals);
    }

    private TreeEnsemble(TreeEnsemble other, KernelChoice kernels) {
        this.trees = other.trees;
        this.aggregation = other.aggregation;
        this.treeWeights = other.treeWeights;
        this.baseValues = other.baseValues;
        this.precision = other.precision;
        this.postTransform = other.postTransform;
        this.acceptsMissing = other.acceptsMissing;
        this.sums = other.sums;
        this.kernels = kernels;
    }

    /** Returns this ensemble with one kernel for everything, or null if that kernel declines it. */
    @Nullable
    TreeEnsemble withKernel(KernelType type) {
        KernelChoice forced = KernelChoice.forced(type, sums);
        return forced == null ? null : new TreeEnsemble(this, forced);
    }

    /**
     * Returns this ensemble, evaluated node by node as it is defined: the same scores to the bit, several times slower, but
     * nothing is made before the first row. For a few rows, such as those that a file is checked with.
     *
     * @return an ensemble of the same trees
     */
    public TreeEnsemble plain() {
        return new TreeEnsemble(this, Objects.requireNonNull(KernelChoice.forced(KernelType.PLAIN, sums)));
    }

    /**
     * Returns a builder of an ensemble without weights, base values and post-transform, which adds doubles and accepts no
     * missing values, unless told otherwise.
     *
     * @param trees the trees
     * @param aggregation what is done to their leaves
     * @return a new builder
     */
    public static Builder builder(Trees trees, Aggregation aggregation) {
        return new Builder(trees, aggregation);
    }

    @Override
    public int inputSize() {
        return trees.inputSize;
    }

    @Override
    public int outputSize() {
        return trees.outputSize;
    }

    @Override
    public boolean acceptsMissing() {
        return acceptsMissing;
    }

    /**
     * Returns the trees.
     *
     * @return the trees
     */
    public Trees trees() {
        return trees;
    }

    /**
     * Returns what is done to the leaves.
     *
     * @return the aggregation
     */
    public Aggregation aggregation() {
        return aggregation;
    }

    /**
     * Returns the weight of each tree.
     *
     * @return a copy; empty if all are 1
     */
    public double[] treeWeights() {
        return treeWeights.clone();
    }

    /**
     * Returns the base value of each output.
     *
     * @return a copy; empty if all are 0
     */
    public double[] baseValues() {
        return baseValues.clone();
    }

    /**
     * Returns the precision in which leaves are accumulated.
     *
     * @return the precision
     */
    public Precision precision() {
        return precision;
    }

    /**
     * Returns what is done to the scores at the end.
     *
     * @return the post-transform
     */
    public PostTransform postTransform() {
        return postTransform;
    }

    /**
     * {@inheritDoc}
     *
     * <p>The first call makes what the trees are evaluated with, which takes up to a second for a million nodes.
     */
    @Override
    public Scratch newScratch(int rows) {
        Calls.checkRows(rows);
        return kernels().newScratch(this, rows);
    }

    private KernelChoice kernels() {
        KernelChoice made = kernels;
        if (made == null) {
            synchronized (sums) {
                made = kernels;
                if (made == null) {
                    made = KernelChoice.of(sums);
                    kernels = made;
                }
            }
        }
        return made;
    }

    @Override
    public void score(double[] features, int rows, double[] out, Scratch scratch) {
        Calls.check(this, features, rows, out);
        TreeScratch own = TreeScratch.check(scratch, this, rows);
        own.kernels().score(features, rows, out, own);
    }

    /**
     * Requires that leaves are probabilities where nothing after them would make probabilities of them: for
     * {@link Aggregation#MEAN} with {@link PostTransform#NONE} base values must be 0, each leaf value in [0, 1], and the
     * values of a vector of two or more in sum within 1e-6 of 1.
     *
     * <p>{@link Aggregation#VOTE} gives shares by construction, a post-transform what it gives; a plain
     * {@link Aggregation#SUM} cannot be judged by its leaves. These pass.
     *
     * @throws IllegalArgumentException if a leaf is no probability; the message names tree and node
     */
    public void requireProbabilities() {
        if (aggregation == Aggregation.MEAN && postTransform == PostTransform.NONE) {
            EnsembleCheck.requireProbabilityLeaves(trees, baseValues);
        }
    }

    /**
     * Describes the ensemble in one line, such as {@code 100 trees (1336 nodes, 718 leaves, depth 7): 4 features, 3
     * outputs, VOTE, DOUBLE, NONE, no missing values; kernels: one row COMPLETE, batch BIT_SLICE}. The kernels are how this
     * version evaluates it; all of them give the same scores.
     *
     * @return the description
     */
    public String describe() {
        return trees.treeCount() + " trees (" + trees.nodeCount() + " nodes, " + trees.leafCount() + " leaves, depth "
                + trees.maxDepth() + "): " + trees.inputSize + " features, " + trees.outputSize + " outputs, "
                + aggregation
                + ", " + precision + ", " + postTransform
                + (acceptsMissing ? ", missing values" : ", no missing values")
                + "; kernels: " + kernels();
    }

    /**
     * Collects the definition of a {@link TreeEnsemble}. Used by one thread.
     *
     * @since 0.1.0
     */
    public static final class Builder {

        private final Trees trees;
        private final Aggregation aggregation;
        private double[] treeWeights = {};
        private double[] baseValues = {};
        private Precision precision = Precision.DOUBLE;
        private PostTransform postTransform = PostTransform.NONE;
        private boolean acceptsMissing;

        private Builder(Trees trees, Aggregation aggregation) {
            this.trees = trees;
            this.aggregation = aggregation;
        }

        /**
         * Sets the weight of each tree. Weights that are all 1 are the same as none.
         *
         * @param weights one for each tree, or none; finite; for VOTE and MEAN not negative and with a positive sum for
         *     each output; copied
         * @return this builder
         */
        public Builder treeWeights(double... weights) {
            this.treeWeights = EnsembleCheck.unlessAll(1.0, trees.treeCount(), weights);
            return this;
        }

        /**
         * Sets the base value of each output. Base values that are all 0 are the same as none.
         *
         * @param values one for each output, or none; finite; must be none for VOTE; copied
         * @return this builder
         */
        public Builder baseValues(double... values) {
            this.baseValues = EnsembleCheck.unlessAll(0.0, trees.outputSize, values);
            return this;
        }

        /**
         * Sets the precision in which leaves are accumulated.
         *
         * @param value the precision
         * @return this builder
         */
        public Builder precision(Precision value) {
            this.precision = value;
            return this;
        }

        /**
         * Sets what is done to the scores at the end.
         *
         * @param value the post-transform
         * @return this builder
         */
        public Builder postTransform(PostTransform value) {
            this.postTransform = value;
            return this;
        }

        /**
         * Lets features be missing (NaN): they go where each split sends them.
         *
         * @return this builder
         */
        public Builder acceptMissing() {
            this.acceptsMissing = true;
            return this;
        }

        /**
         * Checks the definition and returns the ensemble.
         *
         * @return the ensemble
         * @throws IllegalArgumentException if the trees do not suit the aggregation, weights or base values are too many,
         *     too few, not finite or without a positive total where one is needed, a number is not a float for
         *     {@link Precision#FLOAT}, or a split sends missing values right although none are accepted
         */
        public TreeEnsemble build() {
            return new TreeEnsemble(this);
        }
    }
}
