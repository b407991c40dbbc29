package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {

    private static final String PLAIN = "one row PLAIN, batch PLAIN";

    @Test
    void describe_shape_namesItsKernels() {
        assertThat(ensemble(10, 6, 8).describe()).endsWith("; kernels: one row COMPLETE, batch BIT_SLICE");
        assertThat(ensemble(10, 9, 8).describe()).endsWith("; kernels: one row RANKED, batch RANKED");
        assertThat(ensemble(10, 2, 8).describe()).endsWith("; kernels: one row TABLE, batch TABLE");
        assertThat(ensemble(10, 2, 30).describe()).endsWith("; kernels: " + PLAIN);
    }

    @Test
    void describe_deepTreesBeyondTheCache_isCompactIfRanksAreFew() {
        assertThat(ensemble(16, 13, 8, random -> random.nextInt(50)).describe())
                .endsWith("; kernels: one row COMPACT, batch COMPACT");
        assertThat(ensemble(16, 13, 8, RandomGenerator::nextGaussian).describe())
                .endsWith("; kernels: one row RANKED, batch RANKED");
    }

    @Test
    void withKernel_manyColumnsOrLevels_declinesCompactNodes() {
        assertThat(chain(64).withKernel(KernelType.COMPACT)).isNotNull();
        assertThat(chain(65).withKernel(KernelType.COMPACT)).isNull();
        assertThat(sameThreshold(64).withKernel(KernelType.COMPACT)).isNotNull();
        assertThat(sameThreshold(65).withKernel(KernelType.COMPACT)).isNull();
    }

    @Test
    void withKernel_tableTooLargeOrTooLongToMakeOrTooDeep_declines() {
        assertThat(chain(13).withKernel(KernelType.TABLE)).as("3^13 scores").isNotNull();
        assertThat(chain(14).withKernel(KernelType.TABLE)).as("3^14 scores").isNull();
        assertThat(sameThreshold(64).withKernel(KernelType.TABLE)).isNotNull();
        assertThat(sameThreshold(65).withKernel(KernelType.TABLE))
                .as("depth 65")
                .isNull();
        TreesBuilder wide = Trees.builder(9, 1);
        for (int tree = 0; tree < 900; tree++) {
            wide.startTree(0).split(tree % 9, 0).leaf(0).leaf(1);
        }
        assertThat(sum(wide).withKernel(KernelType.TABLE))
                .as("3^9 cells, 900 trees")
                .isNull();
    }

    @Test
    void withKernel_missingValuesGoBothWaysForAFeature_declinesTable() {
        TreesBuilder trees = Trees.builder(1, 1)
                .startTree(0)
                .split(0, 0, Branch.LEFT)
                .leaf(0)
                .split(0, 1, Branch.RIGHT)
                .leaf(1)
                .leaf(2);
        TreeEnsemble ensemble = TreeEnsemble.builder(trees.build(), Aggregation.SUM)
                .acceptMissing()
                .build();
        assertThat(ensemble.withKernel(KernelType.TABLE)).isNull();
    }

    @Test
    void plain_ofAnyEnsemble_isPlain() {
        assertThat(ensemble(10, 6, 8).plain().describe()).endsWith(PLAIN);
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

    /** One tree that compares each feature once: a grid of 3^features cells, as a rank table has at least two thresholds. */
    private static TreeEnsemble chain(int features) {
        TreesBuilder trees = Trees.builder(features, 1).startTree(0);
        for (int feature = 0; feature < features; feature++) {
            trees.split(feature, 0).leaf(feature);
        }
        return sum(trees.leaf(-1));
    }

    /** One tree of that depth that compares the same again and again: a grid of 3 cells. */
    private static TreeEnsemble sameThreshold(int depth) {
        TreesBuilder trees = Trees.builder(1, 1).startTree(0);
        for (int level = 0; level < depth; level++) {
            trees.split(0, 0).leaf(level);
        }
        return sum(trees.leaf(-1));
    }

    private static TreeEnsemble ensemble(int count, int depth, int features) {
        return ensemble(count, depth, features, RandomGenerator::nextGaussian);
    }

    private static TreeEnsemble ensemble(
            int count, int depth, int features, ToDoubleFunction<RandomGenerator> threshold) {
        RandomGenerator random = new SplittableRandom(1);
        TreesBuilder trees = Trees.builder(features, 1);
        for (int tree = 0; tree < count; tree++) {
            grow(trees.startTree(0), depth, features, random, threshold);
        }
        return sum(trees);
    }

    private static void grow(
            TreesBuilder tree,
            int depth,
            int features,
            RandomGenerator random,
            ToDoubleFunction<RandomGenerator> threshold) {
        if (depth == 0) {
            tree.leaf(random.nextGaussian());
            return;
        }
        tree.split(random.nextInt(features), threshold.applyAsDouble(random));
        grow(tree, depth - 1, features, random, threshold);
        grow(tree, depth - 1, features, random, threshold);
    }

    private static TreeEnsemble sum(TreesBuilder trees) {
        return TreeEnsemble.builder(trees.build(), Aggregation.SUM).build();
    }
}
