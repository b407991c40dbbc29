package io.github.predict4j.model;

final class CompleteKernel extends Kernel {

    private final RankedTrees ranked;
    private final LeafTable leaves;
    private final int inputSize;
    private final int outputSize;
    private final int treeCount;
    private final int[][] words;

    CompleteKernel(RankedTrees ranked, LeafSums sums) {
        CompleteTrees complete = new CompleteTrees(ranked, 1);
        this.ranked = ranked;
        this.inputSize = ranked.trees.inputSize;
        this.outputSize = ranked.trees.outputSize;
        this.treeCount = ranked.trees.treeCount();
        this.words = complete.words;
        this.leaves = new LeafTable(sums, complete.slots, complete.starts);
    }

    @Override
    Work newWork(int rows) {
        return Work.ofInts(ranked.mask + 1, treeCount, 0, 0);
    }

    @Override
    void score(double[] features, int first, int rows, double[] out, Work work) {
        for (int row = first; row < first + rows; row++) {
            scoreRow(features, row * inputSize, out, row * outputSize, work);
        }
    }

    private void scoreRow(double[] features, int x, double[] out, int y, Work work) {
        ranked.fill(features, x, work.columns, 0);
        int[] paths = work.leaves;
        descendFirst(words[0], work.columns, paths);
        for (int level = 1; level < words.length; level++) {
            descend(words[level], work.columns, paths, treeCount);
        }
        leaves.start(out, y);
        leaves.addTrees(paths, 0, treeCount, out, y);
        leaves.finish(out, y);
    }

    private static void descendFirst(int[] level, int[] row, int[] paths) {
        int mask = row.length - 1;
        for (int tree = 0; tree < level.length; tree++) {
            int word = level[tree];
            paths[tree] = 2 * tree + ((word - row[word & mask]) >>> 31);
        }
    }

    private static void descend(int[] level, int[] row, int[] paths, int trees) {
        int mask = row.length - 1;
        for (int tree = 0; tree < trees; tree++) {
            int path = paths[tree];
            int word = level[path];
            paths[tree] = 2 * path + ((word - row[word & mask]) >>> 31);
        }
    }
}
