package io.github.predict4j.bundle;

import io.github.predict4j.bundle.BundleException.Reason;
import io.github.predict4j.pipeline.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Attacks on the model section, behind right digests: lines 13 and 14 of the list of defences. */
final class ModelAttacks {
    private static final byte[] TREE = SampleBundles.tree().toBytes();
    private static final byte[] PROBABILITIES =
            Objects.requireNonNull(SampleBundles.all().get("tree_mean_vector")).toBytes();
    private static final byte[] LINEAR = SampleBundles.linear().toBytes();

    private final List<Attack> attacks = new ArrayList<>();

    static List<Attack> all() {
        ModelAttacks all = new ModelAttacks();
        all.trees();
        all.ensembles();
        return all.attacks;
    }

    private void trees() {
        model("13 left child out of range", "left", ints -> ints[0] = 99, "tree 0, node 0", "left child");
        model("13 child negative", "right", ints -> ints[0] = -1, "tree 0, node 0", "right child");
        model("13 cycle", "left", ints -> ints[0] = 0, "tree 0, node 0", "left child");
        model("13 child of another tree", "right", ints -> ints[0] = 6, "tree 0, node 0", "right child");
        model("13 shared child and orphan", "right", ints -> ints[0] = 1, "tree 0, node 0", "shared");
        model("13 feature out of range", "features", ints -> ints[0] = 5, "tree 0, node 0", "feature must be");
        model("13 feature negative", "features", ints -> ints[0] = -2, "tree 0, node 0", "feature must be");
        model("13 class beyond the labels", "left", ints -> ints[1] = 3, "tree 0, node 1", "class must be 0 to 2");
        model("13 root out of order", "roots", ints -> ints[1] = 0, "tree 0");
        model("13 root beyond the nodes", "roots", ints -> ints[2] = 99, "tree");
        model("13 output out of range", "tree_outputs", ints -> ints[0] = 3, "tree 0", "output");
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            numbers("13 threshold " + wrong, TREE, "thresholds", n -> n[0] = wrong, "tree 0, node 0", "finite");
            numbers("13 leaf " + wrong, PROBABILITIES, "leaf_values", n -> n[0] = wrong, "tree 0, node 1", "finite");
        }
        numbers("13 threshold of a leaf", TREE, "thresholds", n -> n[1] = 1, "tree 0, node 1", "0.0");
        model("13 deeper than 10,000", deepTree(10_001), "tree 0", "depth", "10000");
        model("13 columns of different lengths", State.builder().put("left", new int[1]), "left.length must be 9");
        model("13 no trees", State.builder().put("roots", new int[0]), "at least one tree");
    }

    /** A chain of splits, each with a leaf on its left. */
    private static State.Builder deepTree(int depth) {
        int nodes = 2 * depth + 1;
        int[] features = new int[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        for (int i = 0; i < nodes; i++) {
            boolean leaf = i % 2 == 1 || i == nodes - 1;
            features[i] = leaf ? -1 : 0;
            left[i] = leaf ? 0 : i + 1;
            right[i] = leaf ? 0 : i + 2;
        }
        return State.builder()
                .put("roots", new int[1])
                .put("tree_outputs", new int[] {-2})
                .put("tree_weights", new double[0])
                .put("features", features)
                .put("left", left)
                .put("right", right)
                .put("thresholds", new double[nodes])
                .put("flags", new byte[nodes]);
    }

    private void ensembles() {
        numbers("14 negative probability", PROBABILITIES, "leaf_values", n -> n[0] = -0.25, "node 1", "in [0, 1]");
        numbers("14 probabilities that sum to 1.1", PROBABILITIES, "leaf_values", n -> n[0] += 0.1, "sum to 1");
        model("14 negative outputs", State.builder().put("outputs", -1L), "\"outputs\"");
        model("14 outputs beyond the labels", State.builder().put("outputs", 4L), "must have 3 outputs", "found 4");
        model("14 inputs beyond the features", State.builder().put("inputs", 6L), "5 features", "reads 6");
        model("14 unknown aggregation", State.builder().put("aggregation", "MEDIAN"), "MEDIAN");
        model("14 unknown key", State.builder().put("script", "x"), "\"script\"");
        model("14 weight of no tree", State.builder().put("tree_weights", new double[1]), "treeWeights.length");
        model("14 base values for a vote", State.builder().put("base_values", new double[] {1, 1, 1}), "baseValues");
        numbers("14 weight not finite", LINEAR, "weights", n -> n[2] = Double.NaN, "weights[2]", "finite");
        model("14 linear without bias", LINEAR, State.builder().put("biases", new double[0]), "biases");
        model("14 linear of other width", LINEAR, State.builder().put("weights", new double[4]), "reads 4");
    }

    private void model(String name, String key, Consumer<int[]> change, String... says) {
        int[] ints = BundleForge.of(TREE).state("model").ints(key);
        change.accept(ints);
        model(name, State.builder().put(key, ints), says);
    }

    private void model(String name, State.Builder change, String... says) {
        model(name, TREE, change, says);
    }

    private void model(String name, byte[] good, State.Builder change, String... says) {
        byte[] file = BundleForge.of(good).put("model", change.build()).build();
        attacks.add(new Attack(name, Reason.CORRUPT, file, says));
    }

    private void numbers(String name, byte[] good, String key, Consumer<double[]> change, String... says) {
        double[] numbers = BundleForge.of(good).state("model").numbers(key);
        change.accept(numbers);
        model(name, good, State.builder().put(key, numbers), says);
    }
}
