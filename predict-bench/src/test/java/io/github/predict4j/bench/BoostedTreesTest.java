package io.github.predict4j.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.predict4j.model.Trees;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

    private static final int FEATURES = ShapeRows.PHYSICS.width();

    private final double[][] rows = ShapeRows.PHYSICS.rows(3000, 3);

    @Test
    void train_sameRows_sameTrees() {
        Trees first = new BoostedTrees(rows, FEATURES).train(3);
        Trees second = new BoostedTrees(rows, FEATURES).train(3);

        assertThat(second.splitFeatures()).isEqualTo(first.splitFeatures());
        assertThat(second.thresholds()).isEqualTo(first.thresholds());
        assertThat(second.leafValues()).isEqualTo(first.leafValues());
    }

    @Test
    void train_targetDependsOnFeatures_lossFalls() {
        BoostedTrees trees = new BoostedTrees(rows, FEATURES);
        double before = trees.loss();
        trees.train(10);
        double after = trees.loss();
        trees.train(10);

        assertThat(before).isCloseTo(Math.log(2), within(1e-12));
        assertThat(after).isLessThan(0.9 * before);
        assertThat(trees.loss()).isLessThan(after);
    }

    @Test
    void train_oneFeatureSaysAll_splitsThereOnceWithLeavesOfXgboost() {
        double[][] told = new double[1000][];
        Arrays.setAll(told, i -> new double[] {i % 7, i % 10 < 5 ? -1 : 1, i % 10 < 5 ? 0 : 1});
        Trees trees = new BoostedTrees(told, 2).train(1);

        assertThat(trees.splitFeatures().get(0)).isEqualTo(1);
        assertThat(trees.thresholds().get(0)).isBetween(-1.0, 1.0);
        assertThat(trees.nodeCount()).isEqualTo(3);
        // 500 gradients of +-0.5 and hessians of 0.25 on either side: 0.1 * 250 / (125 + 1).
        assertThat(trees.leafValues().get(0)).isEqualTo((float) (-250 / 126.0) * 0.1f);
        assertThat(trees.leafValues().get(1)).isEqualTo((float) (250 / 126.0) * 0.1f);
    }
}
