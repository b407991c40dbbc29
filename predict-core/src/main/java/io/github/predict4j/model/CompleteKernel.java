package io.github.predict4j.model;

/**
 * Complete trees, level by level, all trees at a time: for shallow trees and single rows.
 *
 * <p><b>Derivation.</b> In {@link CompleteTrees} level {@code l} of tree {@code t} is at {@code t * 2^l + path}. Going left
 * or right makes {@code path} twice itself, or that plus 1, and the place in the next level likewise:
 *
 * <pre>
 *     place = 2 * place + ((w - row[w & mask]) >>> 31)        w the word at place: the sign, 1 if the row is greater
 * </pre>
 *
 * <p>starting from {@code t}. There are no child indices to load and no ends to look for; below the last level the place is
 * the number of the leaf. All trees take a step, then all take the next. Nothing in a pass depends on anything else in it,
 * so the processor overlaps as many steps as it has room for, and the loop has no branch to mispredict. Two or three levels
 * in one pass, to save loads and stores of the places, were slower: there are not enough registers.
 *
 * <p>Only walking is interleaved. Leaves are added in tree order afterwards.
 *
 * <p><b>Cost</b>: trees x depth steps, whatever the row, and the ranks; SingleRowBenchmark in predict-bench measures it. <b>Memory</b>: 4 bytes for each of
 * the 2^depth - 1 nodes of a tree and at most 8 for each of its 2^depth leaves, at most 12 MiB; and the rank tables.
 * Scratch: 4 bytes a tree.
 *
 * <p>Source: trees as arrays without pointers are binary heaps (Williams, CACM 1964); keeping level by level together over
 * all trees, instead of tree by tree, is what makes a step one shift and one add.
 */
final class CompleteKernel extends Kernel {

    private final Ranks ranks;
    private final LeafTable leaves;
    private final int inputSize;
    private final int outputSize;
    private final int treeCount;
    private final int[][] words;

    CompleteKernel(CompleteTrees complete) {
        this.ranks = complete.ranks;
        this.inputSize = complete.trees.inputSize;
        this.outputSize = complete.trees.outputSize;
        this.treeCount = complete.trees.treeCount();
        this.words = complete.words;
        this.leaves = complete.leaves;
    }

    @Override
    Work newWork(int rows) {
        return Work.ofRow(ranks.mask + 1, treeCount);
    }

    @Override
    void score(double[] features, int first, int rows, double[] out, Work work) {
        for (int row = first; row < first + rows; row++) {
            scoreRow(features, row * inputSize, out, row * outputSize, work);
        }
    }

    private void scoreRow(double[] features, int x, double[] out, int y, Work work) {
        ranks.fill(features, x, work.row, 0);
        int[] paths = work.leaves;
        descendFirst(words[0], work.row, paths);
        for (int level = 1; level < words.length; level++) {
            descend(words[level], work.row, paths, treeCount);
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

    /** Takes one step in every tree. Four at a time by hand: the compiler unrolls this loop only sometimes. */
    private static void descend(int[] level, int[] row, int[] paths, int trees) {
        int mask = row.length - 1;
        int tree = 0;
        for (; tree < trees - 3; tree += 4) {
            paths[tree] = next(level, row, mask, paths[tree]);
            paths[tree + 1] = next(level, row, mask, paths[tree + 1]);
            paths[tree + 2] = next(level, row, mask, paths[tree + 2]);
            paths[tree + 3] = next(level, row, mask, paths[tree + 3]);
        }
        for (; tree < trees; tree++) {
            paths[tree] = next(level, row, mask, paths[tree]);
        }
    }

    private static int next(int[] level, int[] row, int mask, int place) {
        int word = level[place];
        return 2 * place + ((word - row[word & mask]) >>> 31);
    }
}
