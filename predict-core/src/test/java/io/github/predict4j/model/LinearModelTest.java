package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LinearModelTest {

    @Test
    void score_handMadeModel_givesWeightedSumPlusBias() {
        LinearModel model = LinearModel.of(new double[] {1, 2, 3, 4}, new double[] {10, 20}, PostTransform.NONE);
        assertThat(model.inputSize()).isEqualTo(2);
        assertThat(model.outputSize()).isEqualTo(2);
        assertThat(model.acceptsMissing()).isFalse();
        double[] out = new double[5];
        model.score(new double[] {1, 1, 5, 0, 9}, 2, out, model.newScratch(2));
        assertThat(out).containsExactly(13, 27, 15, 35, 0);
    }

    @Test
    void score_sum_runsInFeatureOrderAndAddsTheBiasLast() {
        // 1 + 1 + 2^53 keeps both ones, 2^53 + 1 + 1 loses them.
        double[] ones = {1, 1, 1};
        double[] out = new double[1];
        LinearModel.of(new double[] {1, 1, 0x1p53}, new double[] {0}, PostTransform.NONE)
                .score(ones, 1, out, Scratch.none());
        assertThat(out).containsExactly(0x1p53 + 2);
        LinearModel.of(new double[] {0x1p53, 1, 1}, new double[] {0}, PostTransform.NONE)
                .score(ones, 1, out, Scratch.none());
        assertThat(out).containsExactly(0x1p53);
        LinearModel.of(new double[] {1, 1, 0}, new double[] {0x1p53}, PostTransform.NONE)
                .score(ones, 1, out, Scratch.none());
        assertThat(out).containsExactly(0x1p53 + 2);
    }

    @ParameterizedTest(name = "{0}, seed 11")
    @EnumSource
    void score_randomModel_equalsPlainLoopSingleAndBatch(PostTransform postTransform) {
        SplittableRandom random = new SplittableRandom(11);
        double[] weights = random.doubles(15, -2, 2).toArray();
        double[] biases = random.doubles(3, -2, 2).toArray();
        double[] features = random.doubles(5 * 40, -2, 2).toArray();
        LinearModel model = LinearModel.of(weights, biases, postTransform);
        double[] batch = new double[3 * 40];
        model.score(features, 40, batch, model.newScratch(40));
        for (int row = 0; row < 40; row++) {
            double[] expected = new double[3];
            for (int k = 0; k < 3; k++) {
                for (int i = 0; i < 5; i++) {
                    expected[k] += weights[5 * k + i] * features[5 * row + i];
                }
                expected[k] += biases[k];
            }
            postTransform.apply(expected, 0, 3);
            double[] single = new double[3];
            model.score(Arrays.copyOfRange(features, 5 * row, 5 * row + 5), 1, single, model.newScratch(1));
            assertThat(single).containsExactly(expected);
            assertThat(Arrays.copyOfRange(batch, 3 * row, 3 * row + 3)).containsExactly(expected);
        }
    }

    @Test
    void accessors_givenDefinition_readItBack() {
        double[] weights = {1, 2};
        double[] biases = {3};
        LinearModel model = LinearModel.of(weights, biases, PostTransform.LOGISTIC);
        weights[0] = 9;
        biases[0] = 9;
        model.weights()[1] = 9;
        model.biases()[0] = 9;
        assertThat(model.weights()).containsExactly(1, 2);
        assertThat(model.biases()).containsExactly(3);
        assertThat(model.postTransform()).isEqualTo(PostTransform.LOGISTIC);
        assertThat(model.describe()).isEqualTo("linear: 2 features, 1 outputs, LOGISTIC");
    }

    @Test
    void of_badDefinition_isRefused() {
        refused(new double[] {1}, new double[0], "biases must be at least one, found none");
        refused(new double[0], new double[1], "weights.length must be a positive multiple of the 1 outputs, found 0");
        refused(new double[5], new double[2], "weights.length must be a positive multiple of the 2 outputs, found 5");
        refused(new double[] {0, Double.NaN}, new double[1], "weights[1] must be finite, found NaN");
        refused(new double[2], new double[] {1, Double.NEGATIVE_INFINITY}, "biases[1] must be finite, found -Infinity");
    }

    @Test
    void score_badCall_isRefused() {
        LinearModel model = LinearModel.of(new double[2], new double[1], PostTransform.NONE);
        assertThatThrownBy(() -> model.score(new double[3], 2, new double[2], model.newScratch(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("features.length must be at least 4 (2 rows x inputSize 2), found 3");
        Trees trees = Trees.builder(2, 1).startTree(0).leaf(1).build();
        Scratch scratch = TreeEnsemble.builder(trees, Aggregation.SUM).build().newScratch(1);
        assertThatThrownBy(() -> model.score(new double[2], 1, new double[1], scratch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("scratch must be Scratch.none() for a linear model, found "
                        + "io.github.predict4j.model.TreeScratch");
        assertThatThrownBy(() -> model.newScratch(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows of a scratch must be at least 1, found -1");
    }

    private static void refused(double[] weights, double[] biases, String message) {
        assertThatThrownBy(() -> LinearModel.of(weights, biases, PostTransform.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
