package io.github.predict4j.model;

/**
 * The order in which compact kernels keep the nodes of a tree: children of a split are neighbours, left before right, and
 * come after it. So one child index is enough, and the other is one more.
 *
 * <p>The top levels, which every row passes, are breadth-first and so share cache lines. Below them the pairs follow
 * depth-first, so that half of the steps of a path go to the next pair.
 */
final class NodeOrder {

    private static final int CROWN_LEVELS = 6;

    private final Trees trees;
    private final int[] nodes;
    private int count;
    private final int[] open;

    NodeOrder(Trees trees) {
        this.trees = trees;
        int largest = 0;
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            largest = Math.max(largest, trees.end(tree) - trees.roots[tree]);
        }
        this.nodes = new int[largest];
        this.open = new int[largest];
    }

    /** Returns the nodes of a tree in order, in an array that the next call uses again and that may be longer. */
    int[] of(int tree) {
        nodes[0] = trees.roots[tree];
        count = 1;
        int levelFrom = 0;
        for (int level = 0; level < CROWN_LEVELS; level++) {
            int levelTo = count;
            for (int i = levelFrom; i < levelTo; i++) {
                addChildren(nodes[i]);
            }
            levelFrom = levelTo;
        }
        int crownTo = count;
        for (int i = levelFrom; i < crownTo; i++) {
            addBelow(nodes[i]);
        }
        return nodes;
    }

    private void addBelow(int top) {
        open[0] = top;
        int opened = 1;
        while (opened > 0) {
            int node = open[--opened];
            if (addChildren(node)) {
                open[opened++] = trees.right[node];
                open[opened++] = trees.left[node];
            }
        }
    }

    private boolean addChildren(int node) {
        if (trees.splitFeatures[node] == Trees.LEAF) {
            return false;
        }
        nodes[count++] = trees.left[node];
        nodes[count++] = trees.right[node];
        return true;
    }
}
