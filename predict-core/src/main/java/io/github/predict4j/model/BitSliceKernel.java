package io.github.predict4j.model;

import java.util.Arrays;

/**
 * Bit-slices: 64 rows are the bits of a long, and walk a tree together. For shallow trees and batches.
 *
 * <p><b>Derivation.</b> For each different split {@code (column, rank)} of the ensemble its <i>mask</i> is the set of rows
 * whose column is greater than the rank. All masks of a column take one pass over the rows, which puts each into the slot of
 * its value, and one over the slots from the greatest down, which takes the union: then slot {@code k + 1} has the rows
 * greater than {@code k}.
 *
 * <p>In a {@linkplain CompleteTrees complete tree} with root 1 and children {@code 2 i} and {@code 2 i + 1}, the set of rows
 * that reach a node determines those of its children: {@code set[i] & mask} goes right, the others left. The sets of a level
 * are disjoint, so the union of what goes right has, for each row, the bit that its path takes there. These unions, one for
 * each of at most eight levels, are a matrix of 8 x 64 bits; its transpose has for each row the byte that is its path, and
 * so the number of its leaf. Rows that a block has too few of take part as well, and what they give is not looked at.
 *
 * <p>A node costs two loads and a few logical operations for 64 rows, whatever they contain. Leaves are added tree by tree,
 * in their order.
 *
 * <p><b>Cost</b> of a block of 64 rows: a few logical instructions for each node of each tree, a compare for each row and
 * different split, and the ranks. BatchBenchmark in predict-bench measures it.
 * <b>Memory</b>: 4 bytes a node and at most 8 a leaf of the complete trees, at most 12 MiB; and the rank tables. Scratch: 8
 * bytes a different split, 256 bytes a column.
 *
 * <p>Source: bit-slicing is Biham's (Fast Software Encryption 1997), and as old as bit-sliced indices in databases (O'Neil
 * and Quass, SIGMOD 1997); the transpose by swaps of ever larger squares is in Warren, Hacker's Delight, 7-3.
 */
final class BitSliceKernel extends Kernel {

    static final int BLOCK = Long.SIZE;

    private final Ranks ranks;
    private final LeafTable leaves;
    private final int inputSize;
    private final int outputSize;
    private final int treeCount;
    private final int depth;
    private final int[] firsts;
    private final int[] splits;

    BitSliceKernel(CompleteTrees complete) {
        this.ranks = complete.ranks;
        this.inputSize = complete.trees.inputSize;
        this.outputSize = complete.trees.outputSize;
        this.treeCount = complete.trees.treeCount();
        this.depth = complete.depth;
        this.leaves = complete.leaves;
        this.firsts = new int[ranks.columns() + 1];
        for (int column = 0; column < ranks.columns(); column++) {
            firsts[column + 1] = firsts[column] + ranks.size(column) + 1;
        }
        this.splits = new int[treeCount << depth];
        for (int level = 0; level < depth; level++) {
            int[] words = complete.words[level];
            for (int i = 0; i < words.length; i++) {
                int tree = i >> level;
                int at = (tree << depth) + (1 << level) + (i - (tree << level));
                splits[at] = words[i] == CompleteTrees.NEVER
                        ? firsts[ranks.columns()]
                        : firsts[words[i] & ranks.mask] + (words[i] >> ranks.shift) + 1;
            }
        }
    }

    @Override
    Work newWork(int rows) {
        return Work.ofSlices(ranks.columns() * BLOCK, BLOCK, firsts[ranks.columns()] + 1, (1 << depth) + 8);
    }

    @Override
    void score(double[] features, int first, int rows, double[] out, Work work) {
        for (int from = first; from < first + rows; from += BLOCK) {
            int count = Math.min(BLOCK, first + rows - from);
            scoreBlock(features, from * inputSize, count, out, from * outputSize, work);
        }
    }

    private void scoreBlock(double[] features, int x, int rows, double[] out, int y, Work work) {
        ranks.fill(features, x, inputSize, rows, work.rows, 1, BLOCK);
        masks(rows, work.rows, work.masks);
        leaves.startRows(rows, out, y, work.sums);
        for (int tree = 0; tree < treeCount; tree++) {
            walk(tree << depth, work.masks, work.sets);
            transpose(work.sets, 1 << depth, work.paths);
            if (rows == BLOCK && leaves.addsPaths()) {
                leaves.addPaths(work.paths, tree << depth, out, y, work.sums);
            } else {
                number(work.paths, tree << depth, work.leaves);
                leaves.addRows(tree, work.leaves, rows, out, y, work.sums);
            }
        }
        leaves.finishRows(rows, out, y, work.sums);
    }

    /** Makes the masks of all splits; the slot behind those of all columns stays empty, for splits that never go right. */
    private void masks(int rows, int[] columns, long[] masks) {
        Arrays.fill(masks, 0);
        for (int column = 0; column < ranks.columns(); column++) {
            int first = firsts[column];
            for (int i = 0; i < rows; i++) {
                masks[first + (columns[column * BLOCK + i] >> ranks.shift)] |= 1L << i;
            }
            long above = 0;
            for (int k = firsts[column + 1] - 1; k > first; k--) {
                above |= masks[k];
                masks[k] = above;
            }
        }
    }

    /** Finds for each level of the tree at {@code at} which rows go right; the first three levels are written out. */
    private void walk(int at, long[] masks, long[] sets) {
        int[] splits = this.splits;
        int rights = (1 << depth) + depth - 1;
        long r1 = masks[splits[at + 1]];
        long r2 = ~r1 & masks[splits[at + 2]];
        long r3 = r1 & masks[splits[at + 3]];
        long s4 = ~r1 ^ r2;
        long s6 = r1 ^ r3;
        long r4 = s4 & masks[splits[at + 4]];
        long r5 = r2 & masks[splits[at + 5]];
        long r6 = s6 & masks[splits[at + 6]];
        long r7 = r3 & masks[splits[at + 7]];
        sets[rights] = r1;
        sets[rights - 1] = r2 | r3;
        sets[rights - 2] = r4 | r5 | r6 | r7;
        if (depth == CompleteTrees.FEWEST_LEVELS) {
            return;
        }
        sets[8] = s4 ^ r4;
        sets[9] = r4;
        sets[10] = r2 ^ r5;
        sets[11] = r5;
        sets[12] = s6 ^ r6;
        sets[13] = r6;
        sets[14] = r3 ^ r7;
        sets[15] = r7;
        int level = CompleteTrees.FEWEST_LEVELS;
        for (; level < depth - 1; level++) {
            long right = 0;
            for (int i = 1 << level; i < 2 << level; i++) {
                long set = sets[i];
                long goesRight = set & masks[splits[at + i]];
                right |= goesRight;
                sets[2 * i] = set ^ goesRight;
                sets[2 * i + 1] = goesRight;
            }
            sets[rights - level] = right;
        }
        long right = 0;
        for (int i = 1 << level; i < 2 << level; i++) {
            right |= sets[i] & masks[splits[at + i]];
        }
        sets[rights - level] = right;
    }

    /** Makes paths of the eight unions at {@code from}, that of the last level first: byte i of word j is that of row 8 i + j. */
    private static void transpose(long[] bits, int from, long[] paths) {
        long a = bits[from];
        long b = bits[from + 1];
        long c = bits[from + 2];
        long d = bits[from + 3];
        long e = bits[from + 4];
        long f = bits[from + 5];
        long g = bits[from + 6];
        long h = bits[from + 7];
        long t = ((a >>> 1) ^ b) & 0x5555_5555_5555_5555L;
        b ^= t;
        a ^= t << 1;
        t = ((c >>> 1) ^ d) & 0x5555_5555_5555_5555L;
        d ^= t;
        c ^= t << 1;
        t = ((e >>> 1) ^ f) & 0x5555_5555_5555_5555L;
        f ^= t;
        e ^= t << 1;
        t = ((g >>> 1) ^ h) & 0x5555_5555_5555_5555L;
        h ^= t;
        g ^= t << 1;
        t = ((a >>> 2) ^ c) & 0x3333_3333_3333_3333L;
        c ^= t;
        a ^= t << 2;
        t = ((b >>> 2) ^ d) & 0x3333_3333_3333_3333L;
        d ^= t;
        b ^= t << 2;
        t = ((e >>> 2) ^ g) & 0x3333_3333_3333_3333L;
        g ^= t;
        e ^= t << 2;
        t = ((f >>> 2) ^ h) & 0x3333_3333_3333_3333L;
        h ^= t;
        f ^= t << 2;
        t = ((a >>> 4) ^ e) & 0x0f0f_0f0f_0f0f_0f0fL;
        e ^= t;
        a ^= t << 4;
        t = ((b >>> 4) ^ f) & 0x0f0f_0f0f_0f0f_0f0fL;
        f ^= t;
        b ^= t << 4;
        t = ((c >>> 4) ^ g) & 0x0f0f_0f0f_0f0f_0f0fL;
        g ^= t;
        c ^= t << 4;
        t = ((d >>> 4) ^ h) & 0x0f0f_0f0f_0f0f_0f0fL;
        h ^= t;
        d ^= t << 4;
        paths[0] = a;
        paths[1] = b;
        paths[2] = c;
        paths[3] = d;
        paths[4] = e;
        paths[5] = f;
        paths[6] = g;
        paths[7] = h;
    }

    private static void number(long[] paths, int base, int[] reached) {
        for (int i = 0; i < Long.SIZE; i++) {
            reached[i] = base + ((int) (paths[i % 8] >>> (i / 8 * 8)) & 255);
        }
    }
}
