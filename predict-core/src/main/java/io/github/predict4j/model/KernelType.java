package io.github.predict4j.model;

import org.jspecify.annotations.Nullable;

/** The kernels there are, by the names that a description shows. */
enum KernelType {
    PLAIN,
    RANKED;

    @Nullable
    Kernel compile(LeafSums sums, @Nullable RankedTrees ranked) {
        return switch (this) {
            case PLAIN -> new PlainKernel(sums);
            case RANKED -> ranked == null ? null : new RankedKernel(ranked, sums);
        };
    }
}
