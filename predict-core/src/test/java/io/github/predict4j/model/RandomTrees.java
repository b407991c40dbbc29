package io.github.predict4j.model;

import io.github.predict4j.model.ReferenceTrees.Categories;
import io.github.predict4j.model.ReferenceTrees.Leaf;
import io.github.predict4j.model.ReferenceTrees.Node;
import io.github.predict4j.model.ReferenceTrees.Split;
import io.github.predict4j.model.ReferenceTrees.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** A random ensemble, made twice: for {@link ReferenceTrees} and as a {@link TreeEnsemble}; and rows that are hard on it. */
final class RandomTrees {

    private static final double[] EDGES = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MIN_NORMAL,
        1.0,
        Math.nextUp(1.0),
        Math.nextDown(1.0),
        Double.MAX_VALUE,
        -Double.MAX_VALUE
    };

    private static final double[] ODD_VALUES = {
        Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1, 0.5, 63.5, 64, 1e10, 0x1p31, 0x1p32, -0x1p31
    };

    final ReferenceTrees reference;
    final TreeEnsemble ensemble;
    private final RandomGenerator random;
    private final Size size;
    private final int features;
    private final int outputs;
    private final Aggregation aggregation;
    private final Precision precision;
    private final boolean missing;
    private final List<Double> thresholds = new ArrayList<>();

    /**
     * How large an ensemble may be.
     *
     * @param features the most features
     * @param outputs the most outputs
     * @param trees the most trees for each output
     * @param depth the greatest depth, which one branch of each tree reaches
     * @param bushy the greatest depth that the other branches reach
     */
    record Size(int features, int outputs, int trees, int depth, int bushy) {
        static final Size DEEP = new Size(6, 4, 5, 40, 3);
        static final Size TINY = new Size(3, 3, 3, 4, 2);
        static final Size SHALLOW = new Size(6, 4, 20, 7, 7);
        static final Size WIDE = new Size(500, 6, 20, 12, 4);
        static final Size MANY = new Size(30, 1, 2000, 5, 5);
    }

    RandomTrees(
            RandomGenerator random,
            Size size,
            Aggregation aggregation,
            Precision precision,
            PostTransform postTransform) {
        this.random = random;
        this.size = size;
        this.aggregation = aggregation;
        this.precision = precision;
        this.features = random.nextInt(1, size.features + 1);
        this.outputs = random.nextInt(1, size.outputs + 1);
        this.missing = random.nextBoolean();
        List<Tree> trees = new ArrayList<>();
        int count = outputs * random.nextInt(1, size.trees + 1);
        boolean vectors = random.nextBoolean();
        for (int t = 0; t < count; t++) {
            int output = aggregation == Aggregation.VOTE ? Trees.CLASS : vectors ? Trees.VECTOR : t % outputs;
            trees.add(new Tree(output, node(output, random.nextInt(0, size.depth + 1), true)));
        }
        double[] weights = weights(count);
        double[] base = base();
        this.reference = new ReferenceTrees(trees, outputs, aggregation, weights, base, precision, postTransform);
        TreeEnsemble.Builder builder = TreeEnsemble.builder(columns(trees), aggregation)
                .treeWeights(weights)
                .precision(precision)
                .postTransform(postTransform);
        if (aggregation != Aggregation.VOTE) {
            builder.baseValues(base);
        }
        if (missing) {
            builder.acceptMissing();
        }
        this.ensemble = builder.build();
    }

    /** Returns rows on, just below and just above thresholds, with infinities, categories and, if accepted, NaN. */
    double[] rows(int rows) {
        double[] values = new double[rows * features];
        for (int i = 0; i < values.length; i++) {
            double threshold = thresholds.isEmpty() ? 0 : thresholds.get(random.nextInt(thresholds.size()));
            values[i] = switch (random.nextInt(missing ? 8 : 7)) {
                case 0 -> threshold;
                case 1 -> Math.nextUp(threshold);
                case 2 -> Math.nextDown(threshold);
                case 3 -> random.nextGaussian();
                case 4, 5 -> random.nextInt(-1, 200);
                case 6 -> ODD_VALUES[random.nextInt(ODD_VALUES.length)];
                default -> Double.NaN;
            };
        }
        return values;
    }

    /** Returns a tree of exactly that depth if it is on the spine, else a smaller one. */
    private Node node(int output, int depth, boolean spine) {
        if (depth == 0 || (!spine && random.nextInt(3) == 0)) {
            return leaf(output);
        }
        boolean spineLeft = random.nextBoolean();
        Node left = node(output, spine && spineLeft ? depth - 1 : Math.min(depth - 1, size.bushy), spine && spineLeft);
        Node right =
                node(output, spine && !spineLeft ? depth - 1 : Math.min(depth - 1, size.bushy), spine && !spineLeft);
        int feature = random.nextInt(features);
        Branch missingGoes = missing && random.nextBoolean() ? Branch.RIGHT : Branch.LEFT;
        return random.nextInt(4) == 0
                ? new Categories(feature, members(), missingGoes, left, right)
                : new Split(feature, threshold(), missingGoes, left, right);
    }

    private double threshold() {
        double before = thresholds.isEmpty() ? 0 : thresholds.get(random.nextInt(thresholds.size()));
        double threshold = switch (random.nextInt(5)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> before;
            case 2 -> Math.abs(before) == Double.MAX_VALUE ? before : Math.nextUp(before);
            case 3 -> random.nextInt(0, 200);
            default -> random.nextGaussian();
        };
        thresholds.add(threshold);
        return threshold;
    }

    private Set<Integer> members() {
        Set<Integer> members = new TreeSet<>();
        int bound = random.nextInt(1, 200);
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            members.add(random.nextInt(bound));
        }
        return members;
    }

    private Leaf leaf(int output) {
        List<Double> values = new ArrayList<>();
        int width = output == Trees.CLASS ? 0 : output == Trees.VECTOR ? outputs : 1;
        for (int k = 0; k < width; k++) {
            values.add(number());
        }
        return new Leaf(output == Trees.CLASS ? random.nextInt(outputs) : 0, values);
    }

    private double number() {
        double number = random.nextInt(8) == 0 ? -0.0 : random.nextGaussian();
        return precision == Precision.FLOAT ? (float) number : number;
    }

    private double[] weights(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0);
        if (random.nextBoolean()) {
            // The first tree of each output keeps its weight, so every total is positive.
            for (int t = outputs; t < count; t++) {
                weights[t] = random.nextInt(5) == 0 ? 0.0 : number();
                weights[t] = aggregation == Aggregation.SUM ? weights[t] : Math.abs(weights[t]);
            }
        }
        return weights;
    }

    private double[] base() {
        double[] base = new double[outputs];
        if (aggregation != Aggregation.VOTE && random.nextBoolean()) {
            for (int k = 0; k < outputs; k++) {
                base[k] = number();
            }
        }
        return base;
    }

    private Trees columns(List<Tree> trees) {
        TreesBuilder builder = Trees.builder(features, outputs);
        for (Tree tree : trees) {
            switch (tree.output()) {
                case Trees.CLASS -> builder.startClassTree();
                case Trees.VECTOR -> builder.startVectorTree();
                default -> builder.startTree(tree.output());
            }
            add(tree.output(), tree.root(), builder);
        }
        return builder.build();
    }

    private static void add(int output, Node node, TreesBuilder builder) {
        if (node instanceof Split split) {
            builder.split(split.feature(), split.threshold(), split.missing());
            add(output, split.left(), builder);
            add(output, split.right(), builder);
        } else if (node instanceof Categories split) {
            int[] members = split.members().stream().mapToInt(i -> i).toArray();
            builder.categorySplit(split.feature(), split.missing(), members);
            add(output, split.left(), builder);
            add(output, split.right(), builder);
        } else if (node instanceof Leaf leaf && output == Trees.CLASS) {
            builder.leafClass(leaf.clazz());
        } else if (node instanceof Leaf leaf) {
            builder.leaf(leaf.values().stream().mapToDouble(v -> v).toArray());
        }
    }
}
