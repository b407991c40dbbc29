package io.github.predict4j.model;

import org.jspecify.annotations.Nullable;

/** The kernels there are, by the names that a description shows. */
enum KernelType {
    PLAIN,
    RANKED,
    COMPLETE,
    BIT_SLICE;

    /** Returns the kernel, or null if it declines. */
    @Nullable
    Kernel compile(LeafSums sums) {
        if (this == PLAIN) {
            return new PlainKernel(sums);
        }
        RankedTrees ranked = RankedTrees.of(sums.trees);
        if (ranked == null) {
            return null;
        }
        if (this == RANKED) {
            return new RankedKernel(ranked, sums);
        }
        if (!CompleteTrees.suits(sums.trees)) {
            return null;
        }
        return this == COMPLETE ? new CompleteKernel(ranked, sums) : new BitSliceKernel(ranked, sums);
    }
}
