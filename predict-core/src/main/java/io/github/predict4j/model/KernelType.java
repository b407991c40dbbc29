package io.github.predict4j.model;

import org.jspecify.annotations.Nullable;

/** The kernels there are, by the names that a description shows. */
enum KernelType {
    PLAIN,
    TABLE,
    RANKED,
    COMPACT,
    COMPLETE,
    BIT_SLICE;

    /** Returns the kernel, or null if it declines. */
    @Nullable
    Kernel compile(LeafSums sums) {
        if (this == PLAIN) {
            return new PlainKernel(sums);
        }
        RankedTrees ranked = RankedTrees.of(sums.trees);
        return ranked == null ? null : compile(ranked, sums);
    }

    /** Returns the kernel, or null if it declines. */
    @Nullable
    Kernel compile(RankedTrees ranked, LeafSums sums) {
        return switch (this) {
            case PLAIN -> new PlainKernel(sums);
            case TABLE -> TableKernel.suits(ranked, sums) ? new TableKernel(ranked, sums) : null;
            case RANKED -> new RankedKernel(ranked, sums);
            case COMPACT -> CompactKernel.suits(ranked) ? new CompactKernel(ranked, sums) : null;
            case COMPLETE ->
                CompleteTrees.suits(ranked.trees) ? new CompleteKernel(new CompleteTrees(ranked, sums)) : null;
            case BIT_SLICE ->
                CompleteTrees.suits(ranked.trees) ? new BitSliceKernel(new CompleteTrees(ranked, sums)) : null;
        };
    }
}
