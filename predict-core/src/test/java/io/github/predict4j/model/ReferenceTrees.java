package io.github.predict4j.model;

import java.util.List;
import java.util.Set;

/** The meaning of a tree ensemble, written as plainly as possible; every kernel is compared with it bit for bit. */
final class ReferenceTrees {

    private final List<Tree> trees;
    private final int outputs;
    private final Aggregation aggregation;
    private final double[] weights;
    private final double[] base;
    private final Precision precision;
    private final PostTransform postTransform;

    ReferenceTrees(
            List<Tree> trees,
            int outputs,
            Aggregation aggregation,
            double[] weights,
            double[] base,
            Precision precision,
            PostTransform postTransform) {
        this.trees = trees;
        this.outputs = outputs;
        this.aggregation = aggregation;
        this.weights = weights;
        this.base = base;
        this.precision = precision;
        this.postTransform = postTransform;
    }

    /** A tree for one output, {@link Trees#VECTOR} or {@link Trees#CLASS}. */
    record Tree(int output, Node root) {}

    sealed interface Node permits Split, Categories, Leaf {}

    record Split(int feature, double threshold, Branch missing, Node left, Node right) implements Node {}

    record Categories(int feature, Set<Integer> members, Branch missing, Node left, Node right) implements Node {}

    record Leaf(int clazz, List<Double> values) implements Node {}

    static Leaf leaf(Node node, double[] x) {
        if (node instanceof Split split) {
            double value = x[split.feature];
            boolean right = Double.isNaN(value) ? split.missing == Branch.RIGHT : value > split.threshold;
            return leaf(right ? split.right : split.left, x);
        } else if (node instanceof Categories split) {
            double value = x[split.feature];
            boolean member = split.members.stream().anyMatch(category -> value == category);
            boolean right = Double.isNaN(value) ? split.missing == Branch.RIGHT : member;
            return leaf(right ? split.right : split.left, x);
        }
        return (Leaf) node;
    }

    double[] score(double[] x) {
        double[] scores = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            double sum = aggregation == Aggregation.SUM ? base[k] : 0;
            double total = 0;
            for (int t = 0; t < trees.size(); t++) {
                Tree tree = trees.get(t);
                Leaf leaf = leaf(tree.root, x);
                if (tree.output == Trees.CLASS) {
                    sum = leaf.clazz == k ? round(sum + weights[t]) : sum;
                    total = round(total + weights[t]);
                } else if (tree.output == Trees.VECTOR || tree.output == k) {
                    double value = leaf.values.get(tree.output == k ? 0 : k);
                    sum = round(sum + round(weights[t] * value));
                    total = round(total + weights[t]);
                }
            }
            scores[k] = switch (aggregation) {
                case VOTE -> round(sum / total);
                case MEAN -> round(round(sum / total) + base[k]);
                case SUM -> sum;
            };
        }
        return transform(scores);
    }

    private double round(double value) {
        return precision == Precision.FLOAT ? (float) value : value;
    }

    private double[] transform(double[] scores) {
        double[] result = new double[outputs];
        double max = scores[0];
        for (double score : scores) {
            max = Math.max(max, score);
        }
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score - max);
        }
        for (int k = 0; k < outputs; k++) {
            result[k] = switch (postTransform) {
                case NONE -> scores[k];
                case LOGISTIC -> 1 / (1 + StrictMath.exp(-scores[k]));
                case SOFTMAX -> StrictMath.exp(scores[k] - max) / sum;
                case EXP -> StrictMath.exp(scores[k]);
            };
        }
        return result;
    }
}
