package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TreeEnsemblePropertyTest {

    private static final int ROWS = 60;
    private static final int SEEDS = 25;

    static Stream<Arguments> everyForm() {
        return Stream.of(Aggregation.values())
                .flatMap(a -> Stream.of(Precision.values())
                        .flatMap(p -> Stream.of(PostTransform.values()).map(t -> Arguments.of(a, p, t))));
    }

    static Stream<Arguments> seededForms() {
        return everyForm()
                .flatMap(form -> Stream.iterate(1, seed -> seed <= SEEDS, seed -> seed + 1)
                        .map(seed -> Arguments.of(form.get()[0], form.get()[1], form.get()[2], seed)));
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, seed {3}")
    @MethodSource("seededForms")
    void score_anyEnsemble_equalsReferenceToTheBitSingleAndBatch(
            Aggregation aggregation, Precision precision, PostTransform postTransform, int seed) {
        RandomTrees random = new RandomTrees(new SplittableRandom(seed), aggregation, precision, postTransform);
        TreeEnsemble ensemble = random.ensemble;
        int in = ensemble.inputSize();
        int out = ensemble.outputSize();
        double[] features = random.rows(ROWS);

        double[] batch = new double[ROWS * out];
        ensemble.score(features, ROWS, batch, ensemble.newScratch(ROWS));
        Scratch scratch = ensemble.newScratch(1);
        double[] single = new double[out];
        for (int row = 0; row < ROWS; row++) {
            double[] x = Arrays.copyOfRange(features, row * in, (row + 1) * in);
            double[] expected = random.reference.score(x);
            ensemble.score(x, 1, single, scratch);
            assertBits(single, expected, "one row, " + Arrays.toString(x));
            assertBits(Arrays.copyOfRange(batch, row * out, (row + 1) * out), expected, "row " + row + " of a batch");
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, seed {3}")
    @MethodSource("seededForms")
    void of_columnsReadBackThroughBytes_givesTheSameColumns(
            Aggregation aggregation, Precision precision, PostTransform postTransform, int seed) {
        Trees trees =
                new RandomTrees(new SplittableRandom(seed), aggregation, precision, postTransform).ensemble.trees();
        Trees copy = Trees.of(
                trees.inputSize(),
                trees.outputSize(),
                stored(trees.roots()),
                stored(trees.treeOutputs()),
                stored(trees.splitFeatures()),
                stored(trees.thresholds()),
                stored(trees.left()),
                stored(trees.right()),
                trees.flags(),
                stored(trees.categoryStarts()),
                trees.categoryWords(),
                stored(trees.leafValues()));
        assertThat(copy.roots()).isEqualTo(trees.roots());
        assertThat(copy.treeOutputs()).isEqualTo(trees.treeOutputs());
        assertThat(copy.splitFeatures()).isEqualTo(trees.splitFeatures());
        assertBits(copy.thresholds, trees.thresholds, "thresholds");
        assertThat(copy.left()).isEqualTo(trees.left());
        assertThat(copy.right()).isEqualTo(trees.right());
        assertThat(copy.flags()).isEqualTo(trees.flags());
        assertThat(copy.categoryStarts()).isEqualTo(trees.categoryStarts());
        assertThat(copy.categoryWords()).isEqualTo(trees.categoryWords());
        assertBits(copy.leafValues, trees.leafValues, "leafValues");
        assertThat(copy.leafCount()).isEqualTo(trees.leafCount());
        assertThat(copy.maxDepth()).isEqualTo(trees.maxDepth());
    }

    @Test
    void rows_randomEnsembles_reachBothSidesOfEveryKindOfSplit() {
        // Guards the generator: the equality above would be worth little if rows did not wander through the trees.
        RandomTrees random =
                new RandomTrees(new SplittableRandom(7), Aggregation.SUM, Precision.DOUBLE, PostTransform.NONE);
        double[] features = random.rows(500);
        int out = random.ensemble.outputSize();
        double[] scores = new double[500 * out];
        random.ensemble.score(features, 500, scores, random.ensemble.newScratch(500));
        assertThat(Arrays.stream(scores).distinct().count()).isGreaterThan(50L * out);
    }

    /** Returns what a file would give back: a view of little-endian bytes that does not start at 0. */
    private static IntBuffer stored(IntBuffer column) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 4 * column.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(8);
        bytes.asIntBuffer().put(column);
        return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    }

    private static DoubleBuffer stored(DoubleBuffer column) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + 8 * column.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(8);
        bytes.asDoubleBuffer().put(column);
        return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    }

    private static void assertBits(double[] found, double[] expected, String what) {
        assertThat(bits(found)).as(what).containsExactly(bits(expected));
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
