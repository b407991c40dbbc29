package io.github.predict4j.model;

import org.jspecify.annotations.Nullable;

/**
 * Which kernels an ensemble has: one for a few rows, and one for batches.
 *
 * <table>
 * <caption>The choice: the first line that holds. The benchmark names the shape of predict-bench that the line was tried on;
 * the first line follows from what a look-up costs and was not measured</caption>
 * <tr><th>ensemble</th><th>one row</th><th>batch</th><th>because</th><th>benchmark</th></tr>
 * <tr><td>more category sets than nodes a row visits, or too many columns for a word</td><td>PLAIN</td><td>PLAIN</td>
 *     <td>each set costs a look-up for every row</td><td>-</td></tr>
 * <tr><td>so few trees, features and thresholds that a table has room for every score</td><td>TABLE</td><td>TABLE</td>
 *     <td>one look-up for all trees</td><td>A</td></tr>
 * <tr><td>few nodes a tree</td><td>PLAIN</td><td>PLAIN</td>
 *     <td>branches are predicted, ranks would cost more than they save</td><td>A, with other kernels than TABLE</td></tr>
 * <tr><td>depth up to 8, and complete trees of twice the nodes at most</td><td>COMPLETE</td><td>BIT_SLICE</td>
 *     <td>no child indices and no ends to look for; 64 rows at a time</td><td>C100, C500</td></tr>
 * <tr><td>others that with 8 bytes a node are larger than most second-level caches</td><td>COMPACT</td><td>COMPACT</td>
 *     <td>4 bytes a node</td><td>B2</td></tr>
 * <tr><td>others</td><td>RANKED</td><td>RANKED</td>
 *     <td>many walks at a time hide the latency of caches; 8 bytes a node</td><td>B1</td></tr>
 * </table>
 */
final class KernelChoice {

    /** With fewer nodes in a tree, on average, ranks do not pay. */
    private static final int FEW_NODES = 20;

    /** So many nodes of 8 bytes are 1 MiB. */
    private static final int MANY_NODES = 1 << 17;

    /** From half a block on a bit-slice is expected to cost less than as many single rows. */
    private static final int FEWEST_SLICED_ROWS = 32;

    private final KernelType oneType;
    private final KernelType manyType;
    private final Kernel one;
    private final Kernel many;
    private final int fewestRows;

    private KernelChoice(KernelType oneType, Kernel one, KernelType manyType, Kernel many, int fewestRows) {
        this.oneType = oneType;
        this.one = one;
        this.manyType = manyType;
        this.many = many;
        this.fewestRows = fewestRows;
    }

    static KernelChoice of(LeafSums sums) {
        Trees trees = sums.trees;
        RankedTrees ranked = RankedTrees.of(trees);
        if (ranked == null || ranked.ranks.categorySets() > trees.treeCount()) {
            return same(KernelType.PLAIN, new PlainKernel(sums));
        }
        Kernel table = KernelType.TABLE.compile(ranked, sums);
        if (table != null) {
            return same(KernelType.TABLE, table);
        }
        if (trees.nodeCount() / trees.treeCount() < FEW_NODES) {
            return same(KernelType.PLAIN, new PlainKernel(sums));
        }
        if (CompleteTrees.suits(trees) && CompleteTrees.fits(trees)) {
            CompleteTrees complete = new CompleteTrees(ranked, sums);
            return new KernelChoice(
                    KernelType.COMPLETE,
                    new CompleteKernel(complete),
                    KernelType.BIT_SLICE,
                    new BitSliceKernel(complete),
                    FEWEST_SLICED_ROWS);
        }
        Kernel compact = trees.nodeCount() < MANY_NODES ? null : KernelType.COMPACT.compile(ranked, sums);
        return compact == null
                ? same(KernelType.RANKED, new RankedKernel(ranked, sums))
                : same(KernelType.COMPACT, compact);
    }

    /** Returns one kernel for everything, or null if it declines. */
    static @Nullable KernelChoice forced(KernelType type, LeafSums sums) {
        Kernel kernel = type.compile(sums);
        return kernel == null ? null : same(type, kernel);
    }

    private static KernelChoice same(KernelType type, Kernel kernel) {
        return new KernelChoice(type, kernel, type, kernel, 1);
    }

    TreeScratch newScratch(TreeEnsemble owner, int rows) {
        Work oneWork = one.newWork(1);
        return new TreeScratch(owner, this, rows, oneWork, rows < fewestRows ? oneWork : many.newWork(rows));
    }

    /** Scores rows; what is left behind the last full block of a batch may be few rows again. */
    void score(double[] features, int rows, double[] out, TreeScratch scratch) {
        int rest = rows % BitSliceKernel.BLOCK;
        int few = rest < fewestRows ? rest : 0;
        if (rows > few) {
            many.score(features, 0, rows - few, out, scratch.many());
        }
        one.score(features, rows - few, few, out, scratch.one());
    }

    @Override
    public String toString() {
        return "one row " + oneType + ", batch " + manyType;
    }
}
