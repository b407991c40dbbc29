package io.github.predict4j.model;

/**
 * Checks that columns are trees, as {@link Trees} describes them, and counts leaves and depth on the way.
 *
 * <p>One pass over the nodes in order is enough. A child must come after its parent in the same tree, so when the pass
 * reaches a node, its parent, if it has one, has been there before and has left its mark: {@code level[node]}, the depth
 * plus 1. A node without a mark is an orphan, a child that already has one has two parents, and a mark above the limit is
 * too deep. Children that only point forward cannot form a cycle.
 */
final class TreesCheck {

    private final Trees trees;
    private final short[] level;
    private int tree;
    private int usedValues;
    private int usedSets;
    private int leaves;
    private int deepest;

    TreesCheck(Trees trees) {
        this.trees = trees;
        this.level = new short[trees.nodeCount()];
    }

    int leafCount() {
        return leaves;
    }

    int maxDepth() {
        return deepest - 1;
    }

    void run() {
        checkLengths();
        for (tree = 0; tree < trees.roots.length; tree++) {
            checkTree();
        }
        requireEqual("leafValues.length", usedValues, trees.leafValues.length, "what the leaves have");
        requireEqual("categoryStarts.length", usedSets, trees.categoryStarts.length, "one for each category split");
        if (usedSets == 0) {
            requireEqual("categoryWords.length", 0, trees.categoryWords.length, "there is no category split");
        }
    }

    private void checkLengths() {
        require(trees.inputSize >= 1, "inputSize must be at least 1, found " + trees.inputSize);
        require(trees.outputSize >= 1, "outputSize must be at least 1, found " + trees.outputSize);
        require(trees.roots.length >= 1, "there must be at least one tree, found none");
        requireEqual("treeOutputs.length", trees.roots.length, trees.treeOutputs.length, "one for each tree");
        int nodes = trees.nodeCount();
        requireEqual("thresholds.length", nodes, trees.thresholds.length, "one for each node");
        requireEqual("left.length", nodes, trees.left.length, "one for each node");
        requireEqual("right.length", nodes, trees.right.length, "one for each node");
        requireEqual("flags.length", nodes, trees.flags.length, "one for each node");
    }

    private void checkTree() {
        int root = trees.roots[tree];
        if (tree == 0) {
            require(root == 0, "tree 0: its root must be at 0, found " + root);
        }
        int end = trees.end(tree);
        if (root >= end || end > trees.nodeCount()) {
            throw new IllegalArgumentException("tree " + tree + ": must have at least one node and end at most at "
                    + trees.nodeCount() + ", found nodes from " + root + " to before " + end);
        }
        int output = trees.treeOutputs[tree];
        if (output < Trees.CLASS || output >= trees.outputSize) {
            throw new IllegalArgumentException("tree " + tree + ": its output must be 0 to " + (trees.outputSize - 1)
                    + ", VECTOR (-1) or CLASS (-2), found " + output);
        }
        level[root] = 1;
        for (int node = root; node < end; node++) {
            checkNode(node, end);
        }
    }

    private void checkNode(int node, int end) {
        if (level[node] == 0) {
            throw at(node, "must be the child of one earlier node, found an orphan");
        }
        deepest = Math.max(deepest, level[node]);
        int feature = trees.splitFeatures[node];
        if (feature == Trees.LEAF) {
            checkLeaf(node);
            return;
        }
        if (feature < 0 || feature >= trees.inputSize) {
            throw at(node, "feature must be 0 to " + (trees.inputSize - 1) + ", or -1 for a leaf, found " + feature);
        }
        switch (trees.flags[node] & ~Trees.MISSING_RIGHT) {
            case 0 -> {
                if (!Double.isFinite(trees.thresholds[node])) {
                    throw at(node, "threshold must be finite, found " + trees.thresholds[node]);
                }
            }
            case Trees.CATEGORY -> checkCategories(node);
            default -> throw at(node, "flags of a split must be 0 to 3, found " + trees.flags[node]);
        }
        checkChild(node, "left", trees.left[node], end);
        checkChild(node, "right", trees.right[node], end);
    }

    private void checkChild(int parent, String side, int child, int end) {
        if (child <= parent || child >= end) {
            int root = trees.roots[tree];
            throw at(
                    parent,
                    side + " child must be a later node of the tree, " + (parent + 1 - root) + " to " + (end - 1 - root)
                            + ", found " + ((long) child - root));
        }
        if (level[child] != 0) {
            throw at(
                    parent,
                    side + " child must have no other parent, found the shared node " + (child - trees.roots[tree]));
        }
        if (level[parent] > Trees.MAX_DEPTH) {
            throw at(
                    parent,
                    "depth of the " + side + " child must be at most " + Trees.MAX_DEPTH + ", found " + level[parent]);
        }
        level[child] = (short) (level[parent] + 1);
    }

    private void checkLeaf(int node) {
        leaves++;
        requireZeroThreshold(node, "a leaf");
        if (trees.right[node] != 0) {
            throw at(node, "right of a leaf must be 0, found " + trees.right[node]);
        }
        if (trees.flags[node] != 0) {
            throw at(node, "flags of a leaf must be 0, found " + trees.flags[node]);
        }
        int slot = trees.left[node];
        if (trees.treeOutputs[tree] == Trees.CLASS) {
            if (slot < 0 || slot >= trees.outputSize) {
                throw at(node, "class must be 0 to " + (trees.outputSize - 1) + ", found " + slot);
            }
            return;
        }
        int width = trees.leafWidth(tree);
        if (slot != usedValues) {
            throw at(node, "first leaf value must be the next unused one, " + usedValues + ", found " + slot);
        }
        if (width > trees.leafValues.length - usedValues) {
            throw at(node, "must have " + width + " leaf values, found only " + (trees.leafValues.length - usedValues));
        }
        for (int i = slot; i < slot + width; i++) {
            if (!Double.isFinite(trees.leafValues[i])) {
                throw at(node, "leaf value must be finite, found " + trees.leafValues[i]);
            }
        }
        usedValues += width;
    }

    private void checkCategories(int node) {
        requireZeroThreshold(node, "a category split");
        int[] starts = trees.categoryStarts;
        int set = usedSets++;
        if (set >= starts.length) {
            throw at(node, "must have a category set, found only " + starts.length + " sets");
        }
        int from = starts[set];
        int to = set + 1 < starts.length ? starts[set + 1] : trees.categoryWords.length;
        int maxWords = Trees.MAX_CATEGORY / Long.SIZE + 1;
        if (set == 0 && from != 0) {
            throw at(node, "its category set, the first, must start at word 0, found " + from);
        }
        if (to <= from || to > trees.categoryWords.length || to - from > maxWords) {
            throw at(
                    node,
                    "category set must have 1 to " + maxWords + " of the " + trees.categoryWords.length
                            + " words, found words from " + from + " to before " + to);
        }
        if (trees.categoryWords[to - 1] == 0) {
            throw at(node, "last word of a category set must not be 0, found 0");
        }
    }

    private void requireZeroThreshold(int node, String kind) {
        if (Double.doubleToRawLongBits(trees.thresholds[node]) != 0) {
            throw at(node, "threshold of " + kind + " must be 0.0, found " + trees.thresholds[node]);
        }
    }

    private IllegalArgumentException at(int node, String problem) {
        return new IllegalArgumentException(trees.place(tree, node) + ": " + problem);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    private static void requireEqual(String name, int required, int found, String why) {
        if (required != found) {
            throw new IllegalArgumentException(name + " must be " + required + " (" + why + "), found " + found);
        }
    }
}
