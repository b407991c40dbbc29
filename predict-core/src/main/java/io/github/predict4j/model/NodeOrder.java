package io.github.predict4j.model;

/**
 * The order in which compact kernels keep the nodes of each tree: children of a split are neighbours, left before right, and
 * come after it. So one child index is enough, and the other is one more.
 *
 * <p>The pairs follow depth-first, the larger subtree before the other. Most rows go that way, and so to the next pair, which
 * is mostly in the same cache line. Compared with the top levels breadth-first and then left before right, a row of B1 or B2
 * goes to another line about 30 % less often.
 */
final class NodeOrder {

    /** The node at each place. */
    final int[] nodes;

    /** The place of each node. The places of a tree are the numbers of its nodes. */
    final int[] places;

    private final Trees trees;
    private final int[] depths;
    private final int[] leaves;
    private final int[] open;
    private int count;
    private long leafDepths;

    NodeOrder(Trees trees) {
        this.trees = trees;
        this.nodes = new int[trees.nodeCount()];
        this.places = new int[nodes.length];
        this.depths = new int[nodes.length];
        this.leaves = leaves(trees);
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

    /** Returns for each node how many leaves are below it. Children come after their parents. */
    private static int[] leaves(Trees trees) {
        int[] leaves = new int[trees.nodeCount()];
        for (int node = leaves.length - 1; node >= 0; node--) {
            leaves[node] =
                    trees.splitFeatures[node] == Trees.LEAF ? 1 : leaves[trees.left[node]] + leaves[trees.right[node]];
        }
        return leaves;
    }

    private void order(int root) {
        add(root, 0);
        open[0] = root;
        int opened = 1;
        while (opened > 0) {
            int node = open[--opened];
            if (trees.splitFeatures[node] == Trees.LEAF) {
                leafDepths += depths[node];
                continue;
            }
            int left = trees.left[node];
            int right = trees.right[node];
            add(left, depths[node] + 1);
            add(right, depths[node] + 1);
            boolean leftFirst = leaves[left] >= leaves[right];
            open[opened++] = leftFirst ? right : left;
            open[opened++] = leftFirst ? left : right;
        }
    }

    private void add(int node, int depth) {
        depths[node] = depth;
        places[node] = count;
        nodes[count++] = node;
    }
}
