package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

    private static final String PLAIN = "one row PLAIN, batch PLAIN";

    @Test
    void describe_shape_namesItsKernels() {
        assertThat(ensemble(10, 6, 8).describe()).endsWith("; kernels: one row COMPLETE, batch BIT_SLICE");
        assertThat(ensemble(10, 9, 8).describe()).endsWith("; kernels: one row RANKED, batch RANKED");
        assertThat(ensemble(10, 2, 8).describe()).endsWith("; kernels: " + PLAIN);
    }

    @Test
    void describe_moreCategorySetsThanTrees_isPlain() {
        TreesBuilder trees = Trees.builder(1, 1).startTree(0);
        for (int category = 0; category < 30; category++) {
            trees.categorySplit(0, Branch.LEFT, category).leaf(category);
        }
        assertThat(sum(trees.leaf(-1)).describe()).endsWith(PLAIN);
    }

    @Test
    void withKernel_tooManyColumnsAndThresholdsForAWord_declinesAllButPlain() {
        // 2^14 columns and 2^16 thresholds would need 31 bits.
        TreesBuilder trees = Trees.builder(1 << 14, 1);
        for (int feature = 0; feature < 1 << 14; feature++) {
            trees.startTree(0).split(feature, 0).leaf(0).leaf(1);
        }
        for (int threshold = 0; threshold < 1 << 16; threshold++) {
            trees.startTree(0).split(0, threshold).leaf(0).leaf(1);
        }
        TreeEnsemble ensemble = sum(trees);
        assertThat(ensemble.describe()).endsWith(PLAIN);
        for (KernelType type : KernelType.values()) {
            assertThat(ensemble.withKernel(type) == null).as("%s", type).isEqualTo(type != KernelType.PLAIN);
        }
    }

    @Test
    void withKernel_deepTrees_declinesCompleteTrees() {
        TreeEnsemble deep = ensemble(2, 9, 4);
        assertThat(deep.withKernel(KernelType.COMPLETE)).isNull();
        assertThat(deep.withKernel(KernelType.BIT_SLICE)).isNull();
        assertThat(deep.withKernel(KernelType.RANKED)).isNotNull();
    }

    @Test
    void score_scratchOfForcedKernel_isRefused() {
        TreeEnsemble ensemble = ensemble(10, 6, 8);
        TreeEnsemble forced = Objects.requireNonNull(ensemble.withKernel(KernelType.PLAIN));
        assertThatThrownBy(() -> ensemble.score(new double[8], 1, new double[1], forced.newScratch(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("scratch must be one that this ensemble made (10 trees");
    }

    private static TreeEnsemble ensemble(int count, int depth, int features) {
        RandomGenerator random = new SplittableRandom(1);
        TreesBuilder trees = Trees.builder(features, 1);
        for (int tree = 0; tree < count; tree++) {
            grow(trees.startTree(0), depth, features, random);
        }
        return sum(trees);
    }

    private static void grow(TreesBuilder tree, int depth, int features, RandomGenerator random) {
        if (depth == 0) {
            tree.leaf(random.nextGaussian());
            return;
        }
        tree.split(random.nextInt(features), random.nextGaussian());
        grow(tree, depth - 1, features, random);
        grow(tree, depth - 1, features, random);
    }

    private static TreeEnsemble sum(TreesBuilder trees) {
        return TreeEnsemble.builder(trees.build(), Aggregation.SUM).build();
    }
}
