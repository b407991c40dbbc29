package io.github.predict4j.tribuo;

import io.github.predict4j.model.Trees;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.math.la.SparseVector;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;

/** Walks a row through a tree of Tribuo and through ours, side by side. */
final class TreePaths {

    private final List<String> names;
    private final IntBuffer roots;
    private final IntBuffer splitFeatures;
    private final DoubleBuffer thresholds;
    private final IntBuffer left;
    private final IntBuffer right;

    TreePaths(Trees trees, List<String> names) {
        this.names = names;
        this.roots = trees.roots();
        this.splitFeatures = trees.splitFeatures();
        this.thresholds = trees.thresholds();
        this.left = trees.left();
        this.right = trees.right();
    }

    /**
     * Walks both trees to their leaves and fails at the first difference of feature, threshold, direction or kind of node.
     *
     * @return the number of splits on the way
     */
    int walk(int tree, TreeModel<?> expected, SparseVector tribuoRow, double[] row) {
        Node<?> theirs = root(expected);
        int ours = roots.get(tree);
        int depth = 0;
        while (theirs instanceof SplitNode<?> split) {
            String place = "tree " + tree + ", depth " + depth + ": ";
            int feature = splitFeatures.get(ours);
            String name = expected.getFeatureIDMap().get(split.getFeatureID()).getName();
            if (feature < 0 || !names.get(feature).equals(name)) {
                throw new AssertionError(place + "expected a split of " + name + ", found feature " + feature);
            }
            if (Double.compare(thresholds.get(ours), split.splitValue()) != 0) {
                throw new AssertionError(
                        place + "expected threshold " + split.splitValue() + ", found " + thresholds.get(ours));
            }
            boolean oursRight = row[feature] > thresholds.get(ours);
            theirs = split.getNextNode(tribuoRow);
            if (oursRight != (theirs == split.getGreaterThan())) {
                throw new AssertionError(place + "right: " + oursRight + " for " + row[feature]);
            }
            ours = oursRight ? right.get(ours) : left.get(ours);
            depth++;
        }
        if (splitFeatures.get(ours) != -1) {
            throw new AssertionError("tree " + tree + ", depth " + depth + ": expected a leaf");
        }
        return depth;
    }

    /** Puts about half of a row's features on a threshold of theirs, if they have any. */
    void hitThresholds(double[] row, SplittableRandom random) {
        for (int i = 0; i < row.length; i++) {
            int node = random.nextInt(splitFeatures.limit());
            int feature = splitFeatures.get(node);
            if (feature >= 0) {
                row[feature] = thresholds.get(node);
            }
        }
    }

    private static Node<?> root(TreeModel<?> tree) {
        return tree instanceof IndependentRegressionTreeModel regression
                ? regression.getRoots().values().iterator().next()
                : tree.getRoot();
    }
}
