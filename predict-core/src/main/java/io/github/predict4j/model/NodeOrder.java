package io.github.predict4j.model;

/**
 * The order in which compact kernels keep the nodes of each tree: children of a split are neighbours, left before right, and
 * come after it. So one child index is enough, and the other is one more.
 *
 * <p>The top levels, which every row passes, are breadth-first and so share cache lines. Below them the pairs follow
 * depth-first, so that half of the steps of a path go to the next pair.
 */
final class NodeOrder {

    private static final int CROWN_LEVELS = 6;

    /** The node at each place. */
    final int[] nodes;

    /** The place of each node. The places of a tree are the numbers of its nodes. */
    final int[] places;

    private final Trees trees;
    private final int[] depths;
    private final int[] open;
    private int count;
    private long leafDepths;

    NodeOrder(Trees trees) {
        this.trees = trees;
        this.nodes = new int[trees.nodeCount()];
        this.places = new int[nodes.length];
        this.depths = new int[nodes.length];
        this.open = new int[mostNodes(trees)];
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            order(trees.roots[tree]);
        }
    }

    /** Returns the number of nodes of the largest tree. */
    static int mostNodes(Trees trees) {
        int most = 0;
        for (int tree = 0; tree < trees.treeCount(); tree++) {
            most = Math.max(most, trees.end(tree) - trees.roots[tree]);
        }
        return most;
    }

    /** Returns how deep leaves are on average, rounded down. */
    int meanLeafDepth() {
        return (int) (leafDepths / trees.leafCount());
    }

    private void order(int root) {
        add(root, 0);
        int levelFrom = root;
        for (int level = 0; level < CROWN_LEVELS; level++) {
            int levelTo = count;
            for (int place = levelFrom; place < levelTo; place++) {
                addChildren(nodes[place]);
            }
            levelFrom = levelTo;
        }
        int crownTo = count;
        for (int place = levelFrom; place < crownTo; place++) {
            addBelow(nodes[place]);
        }
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
            leafDepths += depths[node];
            return false;
        }
        add(trees.left[node], depths[node] + 1);
        add(trees.right[node], depths[node] + 1);
        return true;
    }

    private void add(int node, int depth) {
        depths[node] = depth;
        places[node] = count;
        nodes[count++] = node;
    }
}
