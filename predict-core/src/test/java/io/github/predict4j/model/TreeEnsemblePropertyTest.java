package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.model.RandomTrees.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TreeEnsemblePropertyTest {

    private static final int ROWS = 70;
    private static final int SEEDS = 30;

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
    void score_anyEnsemble_equalsReferenceToTheBitWithEveryKernelSingleAndBatch(
            Aggregation aggregation, Precision precision, PostTransform postTransform, int seed) {
        Size size = List.of(Size.TINY, Size.SHALLOW, Size.DEEP).get(seed % 3);
        RandomTrees random = new RandomTrees(new SplittableRandom(seed), size, aggregation, precision, postTransform);
        assertEveryKernelEqualsReference(random, ROWS);
    }

    static Stream<Arguments> largeForms() {
        return Stream.of(Aggregation.values())
                .flatMap(a -> Stream.of(Precision.values())
                        .flatMap(p -> Stream.of(1, 2)
                                .flatMap(seed ->
                                        Stream.of(Size.WIDE, Size.MANY).map(size -> Arguments.of(a, p, seed, size)))));
    }

    @ParameterizedTest(name = "{0}, {1}, seed {2}, {3}")
    @MethodSource("largeForms")
    void score_largeEnsemble_equalsReferenceToTheBitWithEveryKernelSingleAndBatch(
            Aggregation aggregation, Precision precision, int seed, Size size) {
        RandomTrees random =
                new RandomTrees(new SplittableRandom(seed), size, aggregation, precision, PostTransform.NONE);
        assertEveryKernelEqualsReference(random, ROWS);
    }

    @ParameterizedTest(name = "{0}, seed 11")
    @EnumSource
    void score_rowsOfSeveralBlocks_equalsPlainKernel(KernelType type) {
        for (Size size : List.of(Size.TINY, Size.SHALLOW, Size.DEEP)) {
            RandomTrees random = new RandomTrees(
                    new SplittableRandom(11), size, Aggregation.SUM, Precision.DOUBLE, PostTransform.NONE);
            TreeEnsemble forced = random.ensemble.withKernel(type);
            if (forced != null) {
                double[] features = random.rows(2500);
                double[] expected = scores(plain(random.ensemble), features, 2500);
                for (int rows : new int[] {1, 7, 8, 63, 64, 65, 128, 255, 256, 257, 1000, 1023, 1024, 1025, 2500}) {
                    int length = rows * forced.outputSize();
                    assertBits(scores(forced, features, rows), Arrays.copyOf(expected, length), rows + " rows");
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}, seeds 1 to 30")
    @EnumSource
    void withKernel_randomEnsembles_acceptsEnough(KernelType type) {
        // Guards the equality above: a kernel that declines everything would pass it.
        Size size = type == KernelType.TABLE ? Size.TINY : Size.SHALLOW;
        long accepted = IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> new RandomTrees(
                        new SplittableRandom(seed), size, Aggregation.SUM, Precision.DOUBLE, PostTransform.NONE))
                .filter(random -> random.ensemble.withKernel(type) != null)
                .count();
        assertThat(accepted).isGreaterThan(SEEDS / 2);
    }

    private static void assertEveryKernelEqualsReference(RandomTrees random, int rows) {
        int in = random.ensemble.inputSize();
        double[] features = random.rows(rows);
        double[] expected = new double[rows * random.ensemble.outputSize()];
        for (int row = 0; row < rows; row++) {
            double[] scores = random.reference.score(Arrays.copyOfRange(features, row * in, (row + 1) * in));
            System.arraycopy(scores, 0, expected, row * scores.length, scores.length);
        }
        assertSingleAndBatch(random.ensemble, features, expected, "chosen");
        for (KernelType type : KernelType.values()) {
            TreeEnsemble forced = random.ensemble.withKernel(type);
            if (forced != null) {
                assertSingleAndBatch(forced, features, expected, type.name());
            }
        }
    }

    private static void assertSingleAndBatch(
            TreeEnsemble ensemble, double[] features, double[] expected, String kernel) {
        int in = ensemble.inputSize();
        int out = ensemble.outputSize();
        int rows = expected.length / out;
        Scratch scratch = ensemble.newScratch(1);
        double[] single = new double[out];
        for (int row = 0; row < rows; row++) {
            double[] x = Arrays.copyOfRange(features, row * in, (row + 1) * in);
            ensemble.score(x, 1, single, scratch);
            double[] wanted = Arrays.copyOfRange(expected, row * out, (row + 1) * out);
            if (!Arrays.equals(bits(single), bits(wanted))) {
                assertBits(single, wanted, kernel + ", one row, " + Arrays.toString(x));
            }
        }
        assertBits(scores(ensemble, features, rows), expected, kernel + ", batch");
    }

    private static TreeEnsemble plain(TreeEnsemble ensemble) {
        return Objects.requireNonNull(ensemble.withKernel(KernelType.PLAIN));
    }

    private static double[] scores(TreeEnsemble ensemble, double[] features, int rows) {
        double[] scores = new double[rows * ensemble.outputSize()];
        ensemble.score(features, rows, scores, ensemble.newScratch(rows));
        return scores;
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, seed {3}")
    @MethodSource("seededForms")
    void of_columnsReadBackThroughBytes_givesTheSameColumns(
            Aggregation aggregation, Precision precision, PostTransform postTransform, int seed) {
        Trees trees = new RandomTrees(new SplittableRandom(seed), Size.DEEP, aggregation, precision, postTransform)
                .ensemble.trees();
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
        RandomTrees random = new RandomTrees(
                new SplittableRandom(7), Size.DEEP, Aggregation.SUM, Precision.DOUBLE, PostTransform.NONE);
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
