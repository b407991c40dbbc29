package io.github.predict4j.model;

import org.jspecify.annotations.Nullable;

/** Which kernels an ensemble has. */
final class KernelChoice {

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
        KernelChoice choice = sums.trees.nodeCount() < 100 ? null : forced(KernelType.RANKED, sums);
        return choice != null ? choice : plain(sums);
    }

    private static KernelChoice plain(LeafSums sums) {
        Kernel plain = new PlainKernel(sums);
        return new KernelChoice(KernelType.PLAIN, plain, KernelType.PLAIN, plain, 1);
    }

    static @Nullable KernelChoice forced(KernelType type, LeafSums sums) {
        Kernel kernel = type.compile(sums, RankedTrees.of(sums.trees));
        return kernel == null ? null : new KernelChoice(type, kernel, type, kernel, 1);
    }

    TreeScratch newScratch(TreeEnsemble owner, int rows) {
        Work oneWork = one.newWork(Math.min(rows, fewestRows));
        return new TreeScratch(owner, rows, oneWork, rows < fewestRows ? oneWork : many.newWork(rows));
    }

    void score(double[] features, int rows, double[] out, TreeScratch scratch) {
        if (rows < fewestRows) {
            one.score(features, rows, out, scratch.one());
        } else {
            many.score(features, rows, out, scratch.many());
        }
    }

    @Override
    public String toString() {
        return "one row " + oneType + ", batch " + manyType;
    }
}
