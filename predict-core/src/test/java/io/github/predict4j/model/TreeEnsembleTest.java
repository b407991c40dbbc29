package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeEnsembleTest {

    private static final double NAN = Double.NaN;

    /** One split of feature 0 at 0.5, with leaves 1 and 2, in as many trees as asked. */
    private static Trees stumps(int trees) {
        TreesBuilder builder = Trees.builder(1, 1);
        for (int i = 0; i < trees; i++) {
            builder.startTree(0).split(0, 0.5).leaf(1).leaf(2);
        }
        return builder.build();
    }

    /** A tree of one leaf for each of the classes, of three. */
    private static Trees votes(int... classes) {
        TreesBuilder builder = Trees.builder(1, 3);
        for (int clazz : classes) {
            builder.startClassTree().leafClass(clazz);
        }
        return builder.build();
    }

    /** A tree of one leaf for each of the values. */
    private static Trees constants(double... values) {
        TreesBuilder builder = Trees.builder(1, 1);
        for (double value : values) {
            builder.startTree(0).leaf(value);
        }
        return builder.build();
    }

    private static double[] score(TreeEnsemble ensemble, double... features) {
        double[] out = new double[ensemble.outputSize()];
        ensemble.score(features, 1, out, ensemble.newScratch(1));
        return out;
    }

    private static TreeEnsemble.Builder builder(Trees trees, Aggregation aggregation) {
        return TreeEnsemble.builder(trees, aggregation);
    }

    @Test
    void score_numericSplit_goesRightOnlyAboveTheThreshold() {
        TreeEnsemble ensemble = builder(stumps(1), Aggregation.SUM).build();
        assertThat(score(ensemble, 0.5)).containsExactly(1);
        assertThat(score(ensemble, Math.nextUp(0.5))).containsExactly(2);
        assertThat(score(ensemble, Double.NEGATIVE_INFINITY)).containsExactly(1);
        assertThat(score(ensemble, Double.POSITIVE_INFINITY)).containsExactly(2);
    }

    @Test
    void score_missingValue_goesWhereTheSplitSendsIt() {
        Trees trees = Trees.builder(2, 1)
                .startTree(0)
                .split(0, 0, Branch.RIGHT)
                .leaf(1)
                .leaf(2)
                .startTree(0)
                .split(0, 0, Branch.LEFT)
                .leaf(10)
                .leaf(20)
                .startTree(0)
                .categorySplit(1, Branch.RIGHT, 0)
                .leaf(100)
                .leaf(200)
                .startTree(0)
                .categorySplit(1, Branch.LEFT, 0)
                .leaf(1000)
                .leaf(2000)
                .build();
        TreeEnsemble ensemble = builder(trees, Aggregation.SUM).acceptMissing().build();
        assertThat(ensemble.acceptsMissing()).isTrue();
        assertThat(score(ensemble, NAN, NAN)).containsExactly(1212);
        assertThat(score(ensemble, 1, 0)).containsExactly(2222);
        assertThat(score(ensemble, -1, -1)).containsExactly(1111);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 2",
        "64, 2",
        "0, 2",
        "-0.0, 2",
        "4, 1",
        "3.5, 1",
        "-1, 1",
        "-3, 1",
        "128, 1",
        "1e300, 1",
        "4294967299, 1",
        "Infinity, 1",
        "-Infinity, 1"
    })
    void score_categorySplit_goesRightOnlyForAMemberExactly(double value, double expected) {
        Trees trees = Trees.builder(1, 1)
                .startTree(0)
                .categorySplit(0, Branch.LEFT, 0, 3, 64)
                .leaf(1)
                .leaf(2)
                .build();
        assertThat(score(builder(trees, Aggregation.SUM).build(), value)).containsExactly(expected);
    }

    @Test
    void score_missingValueNotAccepted_stillTerminates() {
        TreeEnsemble ensemble = builder(stumps(3), Aggregation.SUM).build();
        assertThat(ensemble.acceptsMissing()).isFalse();
        assertThat(score(ensemble, NAN)).containsExactly(3);
    }

    @Test
    void score_vote_isTheExactShareOfTheWeight() {
        TreeEnsemble plain = builder(votes(0, 1, 1), Aggregation.VOTE).build();
        assertThat(score(plain, 0)).containsExactly(1 / 3.0, 2 / 3.0, 0);
        TreeEnsemble weighted = builder(votes(0, 1, 1), Aggregation.VOTE)
                .treeWeights(2, 0.5, 1.5)
                .build();
        assertThat(score(weighted, 0)).containsExactly(0.5, 0.5, 0);
    }

    @Test
    void score_mean_dividesEachOutputByItsOwnWeight() {
        Trees trees = Trees.builder(1, 2)
                .startTree(0)
                .leaf(4)
                .startVectorTree()
                .leaf(8, 5)
                .build();
        TreeEnsemble ensemble = builder(trees, Aggregation.MEAN)
                .treeWeights(1, 3)
                .baseValues(0.25, -1)
                .build();
        assertThat(score(ensemble, 0)).containsExactly((4 + 24) / 4.0 + 0.25, 5 - 1.0);
    }

    @Test
    void score_sum_startsAtTheBaseValueInTreeOrder() {
        // 2^53 + 1 is lost, 1 + 1 + 2^53 is not: the order of the sum shows.
        assertThat(score(
                        builder(constants(1, 1), Aggregation.SUM)
                                .baseValues(0x1p53)
                                .build(),
                        0))
                .containsExactly(0x1p53);
        assertThat(score(builder(constants(1, 1, 0x1p53), Aggregation.SUM).build(), 0))
                .containsExactly(0x1p53 + 2);
    }

    @Test
    void score_floatPrecision_roundsEveryStep() {
        float tenth = 0.1f;
        Trees trees = constants(tenth, tenth, tenth, tenth, tenth, tenth, tenth, tenth, tenth, tenth);
        float sum = 0;
        for (int i = 0; i < 10; i++) {
            sum += tenth;
        }
        double[] floats =
                score(builder(trees, Aggregation.SUM).precision(Precision.FLOAT).build(), 0);
        assertThat(floats).containsExactly(sum);
        assertThat(score(builder(trees, Aggregation.SUM).build(), 0)).isNotEqualTo(floats);
        assertThat(score(
                        builder(trees, Aggregation.MEAN)
                                .precision(Precision.FLOAT)
                                .build(),
                        0))
                .containsExactly(sum / 10f);
    }

    @Test
    void build_weightsOfOneAndBaseOfZero_areTheSameAsNone() {
        TreeEnsemble ensemble = builder(stumps(2), Aggregation.SUM)
                .treeWeights(1, 1)
                .baseValues(0)
                .build();
        assertThat(ensemble.treeWeights()).isEmpty();
        assertThat(ensemble.baseValues()).isEmpty();
        assertThat(builder(stumps(2), Aggregation.SUM).baseValues(-0.0).build().baseValues())
                .containsExactly(-0.0);
    }

    @Test
    void accessors_givenDefinition_readItBack() {
        double[] weights = {1, 2};
        Trees trees = stumps(2);
        TreeEnsemble ensemble = builder(trees, Aggregation.SUM)
                .treeWeights(weights)
                .baseValues(3)
                .precision(Precision.FLOAT)
                .postTransform(PostTransform.EXP)
                .acceptMissing()
                .build();
        weights[0] = 7;
        ensemble.treeWeights()[1] = 7;
        ensemble.baseValues()[0] = 7;
        assertThat(ensemble.trees()).isSameAs(trees);
        assertThat(ensemble.aggregation()).isEqualTo(Aggregation.SUM);
        assertThat(ensemble.treeWeights()).containsExactly(1, 2);
        assertThat(ensemble.baseValues()).containsExactly(3);
        assertThat(ensemble.precision()).isEqualTo(Precision.FLOAT);
        assertThat(ensemble.postTransform()).isEqualTo(PostTransform.EXP);
        assertThat(ensemble.describe())
                .isEqualTo(
                        "2 trees (6 nodes, 4 leaves, depth 1): 1 features, 1 outputs, SUM, FLOAT, EXP, missing values; "
                                + "kernels: one row TABLE, batch TABLE");
        assertThat(builder(votes(0), Aggregation.VOTE).build().describe())
                .isEqualTo(
                        "1 trees (1 nodes, 1 leaves, depth 0): 1 features, 3 outputs, VOTE, DOUBLE, NONE, no missing values; "
                                + "kernels: one row TABLE, batch TABLE");
    }

    @Test
    void build_settingsDoNotSuitTheTrees_isRefused() {
        refused(builder(votes(0), Aggregation.MEAN), "tree 0: leaves must be values for MEAN, found classes");
        refused(builder(stumps(1), Aggregation.VOTE), "tree 0: leaves must be classes for VOTE, found values");
        refused(builder(votes(0), Aggregation.VOTE).baseValues(1, 2, 3), "baseValues must be none for VOTE, found 3");
        refused(
                builder(stumps(2), Aggregation.SUM).treeWeights(1, 1, 1),
                "treeWeights.length must be 0 or the 2 trees, found 3");
        refused(
                builder(stumps(2), Aggregation.SUM).baseValues(0, 0),
                "baseValues.length must be 0 or the 1 outputs, found 2");
        refused(
                builder(stumps(2), Aggregation.SUM).treeWeights(1, NAN),
                "treeWeights[1] must be finite and a double exactly, found NaN");
        refused(
                builder(stumps(2), Aggregation.SUM).baseValues(Double.POSITIVE_INFINITY),
                "baseValues[0] must be finite and a double exactly, found Infinity");
    }

    @Test
    void build_numbersAreNoFloatsInFloatPrecision_isRefused() {
        refused(
                builder(stumps(1), Aggregation.SUM).baseValues(0.1).precision(Precision.FLOAT),
                "baseValues[0] must be finite and a float exactly, found 0.1");
        refused(
                builder(stumps(1), Aggregation.SUM).treeWeights(1e300).precision(Precision.FLOAT),
                "treeWeights[0] must be finite and a float exactly, found 1.0E300");
        refused(
                builder(constants(0.5, 0.1), Aggregation.SUM).precision(Precision.FLOAT),
                "tree 1, node 0: leaf value must be a float exactly, found 0.1");
    }

    @Test
    void build_totalWeightIsNotPositive_isRefused() {
        refused(
                builder(votes(0, 1), Aggregation.VOTE).treeWeights(1, -0.5),
                "treeWeights[1] must not be negative for VOTE, found -0.5");
        refused(
                builder(votes(0, 1), Aggregation.VOTE).treeWeights(0, 0),
                "total weight of the trees of all classes must be positive and finite for VOTE, found 0.0");
        refused(
                builder(stumps(2), Aggregation.MEAN).treeWeights(Double.MAX_VALUE, Double.MAX_VALUE),
                "total weight of the trees of output 0 must be positive and finite for MEAN, found Infinity");
        Trees onlyFirst =
                Trees.builder(1, 2).startTree(0).leaf(1).startTree(0).leaf(1).build();
        refused(
                builder(onlyFirst, Aggregation.MEAN),
                "total weight of the trees of output 1 must be positive and finite for MEAN, found 0.0");
        assertThat(builder(onlyFirst, Aggregation.SUM)
                        .treeWeights(-1, -2)
                        .build()
                        .treeWeights())
                .containsExactly(-1, -2);
    }

    @Test
    void build_moreOutputsThanMemoryCouldHold_isRefusedOrMadeWithoutIt() {
        Trees oneValue =
                Trees.builder(1, Integer.MAX_VALUE).startTree(0).leaf(1).build();
        refused(
                builder(oneValue, Aggregation.MEAN),
                "trees must add to every one of the 2147483647 outputs for MEAN, found at most 1");
        Trees oneVote = Trees.builder(1, Integer.MAX_VALUE)
                .startClassTree()
                .leafClass(5)
                .build();
        assertThat(builder(oneVote, Aggregation.VOTE).build().outputSize()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void build_missingGoesRightButIsNotAccepted_isRefused() {
        Trees trees = Trees.builder(1, 1)
                .startTree(0)
                .leaf(1)
                .startTree(0)
                .split(0, 1)
                .leaf(1)
                .split(0, 2, Branch.RIGHT)
                .leaf(1)
                .leaf(1)
                .build();
        refused(
                builder(trees, Aggregation.SUM),
                "tree 1, node 2: must send missing values left, as the ensemble accepts none, found right");
    }

    @Test
    void requireProbabilities_leavesAreProbabilities_passes() {
        Trees vectors =
                Trees.builder(1, 2).startVectorTree().leaf(0.3, 0.7 + 9e-7).build();
        builder(vectors, Aggregation.MEAN).build().requireProbabilities();
        builder(constants(0, 1, 0.5), Aggregation.MEAN).build().requireProbabilities();
        builder(votes(0, 1), Aggregation.VOTE).build().requireProbabilities();
        builder(constants(-4, 9), Aggregation.MEAN)
                .postTransform(PostTransform.LOGISTIC)
                .build()
                .requireProbabilities();
        builder(constants(-4, 9), Aggregation.SUM).build().requireProbabilities();
    }

    @Test
    void requireProbabilities_leavesAreNot_isRefusedNamingTreeAndNode() {
        Trees negative = Trees.builder(1, 2)
                .startVectorTree()
                .split(0, 0)
                .leaf(1, 0)
                .leaf(1.25, -0.25)
                .build();
        notProbabilities(negative, "tree 0, node 2: probability must be in [0, 1], found 1.25");
        Trees first = Trees.builder(1, 2).startVectorTree().leaf(-0.25, 1.25).build();
        notProbabilities(first, "tree 0, node 0: probability must be in [0, 1], found -0.25");
        Trees sum = Trees.builder(1, 2)
                .startVectorTree()
                .leaf(1, 0)
                .startVectorTree()
                .leaf(0.5, 0.5 + 1.5e-6)
                .build();
        notProbabilities(sum, "tree 1, node 0: probabilities must sum to 1 within 1.0E-6, found 1.0000015");
        TreeEnsemble shifted =
                builder(constants(1), Aggregation.MEAN).baseValues(0.5).build();
        assertThatThrownBy(shifted::requireProbabilities)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("baseValues must be none or 0 where leaves are probabilities, found [0.5]");
    }

    @Test
    void score_badCall_isRefusedBeforeAnythingIsWritten() {
        Trees trees = Trees.builder(2, 3).startVectorTree().leaf(1, 2, 3).build();
        TreeEnsemble ensemble = builder(trees, Aggregation.SUM).build();
        Scratch scratch = ensemble.newScratch(2);
        double[] out = new double[6];
        badCall(
                () -> ensemble.score(new double[3], 2, out, scratch),
                "features.length must be at least 4 (2 rows x inputSize 2), found 3");
        badCall(
                () -> ensemble.score(new double[4], 2, new double[5], scratch),
                "out.length must be at least 6 (2 rows x outputSize 3), found 5");
        badCall(() -> ensemble.score(new double[4], -1, out, scratch), "rows must be 0 or more, found -1");
        badCall(
                () -> ensemble.score(new double[4], Integer.MAX_VALUE, out, scratch),
                "features.length must be at least 4294967294 (2147483647 rows x inputSize 2), found 4");
        badCall(() -> ensemble.score(out, 1, out, scratch), "out must be another array than features, found the same");
        badCall(
                () -> ensemble.score(new double[6], 3, new double[9], scratch),
                "scratch must be made for at least 3 rows, found one for 2");
        badCall(
                () -> ensemble.score(new double[4], 1, out, Scratch.none()),
                "scratch must be one that a tree ensemble made, found io.github.predict4j.model.NoScratch");
        TreeEnsemble otherOwner = builder(stumps(1), Aggregation.SUM).build();
        Scratch other = otherOwner.newScratch(2);
        badCall(
                () -> ensemble.score(new double[4], 1, out, other),
                "scratch must be one that this ensemble made (" + ensemble.describe() + "), found one of another ("
                        + otherOwner.describe() + ")");
        badCall(() -> ensemble.newScratch(0), "rows of a scratch must be at least 1, found 0");
        assertThat(out).containsOnly(0);
    }

    @Test
    void score_longerArrays_leavesWhatIsBehindTheRows() {
        TreeEnsemble ensemble = builder(stumps(1), Aggregation.SUM).build();
        double[] out = {-1, -1, -1};
        double[] features = {1, 0, 5, 6};
        ensemble.score(features, 2, out, ensemble.newScratch(9));
        assertThat(out).containsExactly(2, 1, -1);
        ensemble.score(features, 0, out, ensemble.newScratch(1));
        assertThat(out).containsExactly(2, 1, -1);
        assertThat(features).containsExactly(1, 0, 5, 6);
    }

    @Test
    void score_childrenInAnyForwardOrder_walksTheLinks() {
        // The root's right child comes before its left one: legal in columns, though the builder never does it.
        Trees trees = Trees.of(
                1,
                1,
                IntBuffer.wrap(new int[] {0}),
                IntBuffer.wrap(new int[] {0}),
                IntBuffer.wrap(new int[] {0, -1, -1}),
                DoubleBuffer.wrap(new double[] {0, 0, 0}),
                IntBuffer.wrap(new int[] {2, 0, 1}),
                IntBuffer.wrap(new int[] {1, 0, 0}),
                ByteBuffer.wrap(new byte[3]),
                IntBuffer.allocate(0),
                LongBuffer.allocate(0),
                DoubleBuffer.wrap(new double[] {10, 20}));
        TreeEnsemble ensemble = builder(trees, Aggregation.SUM).build();
        assertThat(score(ensemble, 1)).containsExactly(10);
        assertThat(score(ensemble, 0)).containsExactly(20);
    }

    private static void refused(TreeEnsemble.Builder builder, String message) {
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void notProbabilities(Trees trees, String message) {
        TreeEnsemble ensemble = builder(trees, Aggregation.MEAN).build();
        assertThatThrownBy(ensemble::requireProbabilities)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static void badCall(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
