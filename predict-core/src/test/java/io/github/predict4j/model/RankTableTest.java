package io.github.predict4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RankTableTest {

    private static final double MAX = Double.MAX_VALUE;

    /** Sets of thresholds that are easy and hard on a grid. */
    private enum Spread {
        EVEN {
            @Override
            double threshold(RandomGenerator random) {
                return random.nextInt(5000) / 8.0;
            }
        },
        NORMAL {
            @Override
            double threshold(RandomGenerator random) {
                return random.nextGaussian();
            }
        },
        ONE_ULP_APART {
            @Override
            double threshold(RandomGenerator random) {
                return 1.0 + random.nextInt(1000) * Math.ulp(1.0);
            }
        },
        SUBNORMAL {
            @Override
            double threshold(RandomGenerator random) {
                return (random.nextInt(2000) - 1000) * Double.MIN_VALUE;
            }
        },
        ALL_MAGNITUDES {
            @Override
            double threshold(RandomGenerator random) {
                double value = Double.longBitsToDouble(random.nextLong());
                return Double.isFinite(value) ? value : MAX;
            }
        },
        CROWDED {
            @Override
            double threshold(RandomGenerator random) {
                return random.nextInt(50) == 0 ? 1e9 * random.nextDouble() : random.nextInt(100) * 1e-3;
            }
        };

        abstract double threshold(RandomGenerator random);
    }

    static Stream<Arguments> spreads() {
        return Stream.of(Spread.values())
                .flatMap(spread -> Stream.of(1, 2, 3, 30, 3000).map(count -> Arguments.of(spread, count)));
    }

    @ParameterizedTest(name = "{0}, {1} thresholds, seed 5")
    @MethodSource("spreads")
    void rank_anyValue_isAboveTheThresholdsBelowIt(Spread spread, int count) {
        SplittableRandom random = new SplittableRandom(5);
        double[] cuts = DoubleStream.generate(() -> spread.threshold(random) + 0.0)
                .limit(count)
                .sorted()
                .distinct()
                .toArray();
        RankTable table = new RankTable(0, cuts);
        for (double cut : cuts) {
            int index = table.indexOf(cut);
            for (double value :
                    new double[] {cut, Math.nextUp(cut), Math.nextDown(cut), -cut, spread.threshold(random)}) {
                assertThat(table.rank(value) > index).as("%s > %s", value, cut).isEqualTo(value > cut);
                assertRanks(table, value);
            }
        }
        for (double value : new double[] {MAX, -MAX, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0.0, -0.0}) {
            for (double cut : cuts) {
                assertThat(table.rank(value) > table.indexOf(cut)).isEqualTo(value > cut);
            }
            assertRanks(table, value);
        }
        assertThat(table.rank(Double.NaN)).isBetween(0, table.size());
    }

    @Test
    void isGood_thresholdsOfOneMagnitude_isTrueAndOfAllIsFalse() {
        assertThat(new RankTable(0, new double[] {1}).isGood()).isTrue();
        assertThat(new RankTable(0, new double[] {-MAX, MAX}).isGood()).isTrue();
        assertThat(new RankTable(0, new double[] {1, 2, 3, 5, 8, 13}).isGood()).isTrue();
        assertThat(new RankTable(0, new double[] {-MAX, 1, MAX}).isGood()).isFalse();
        assertThat(new RankTable(0, new double[] {1, 2, 3, 4, 1e300}).isGood()).isFalse();
    }

    @Test
    void fill_rowsApart_writesShiftedRanksAndMissing() {
        RankTable table = new RankTable(1, new double[] {1, 2, 3, 1e300});
        double[] features = {9, 9, 2.5, 9, Double.NaN, 9, 0.5, 9};
        int[] ranks = new int[8];
        Arrays.fill(ranks, -1);
        table.fill(features, 1, 2, 3, 5, 4, ranks, 2, 2);
        assertThat(ranks).containsExactly(-1, -1, 2 << 4, -1, 5, -1, 0, -1);
    }

    /** All ways to a rank agree, and it is in range. */
    private static void assertRanks(RankTable table, double value) {
        int rank = table.rank(value);
        int[] filled = new int[1];
        table.fill(new double[] {value}, 0, 1, 1, -1, 0, filled, 0, 1);
        assertThat(filled[0]).isEqualTo(rank).isBetween(0, table.size());
        if (table.isGood()) {
            assertThat(table.goodRank(value)).isEqualTo(rank);
        }
    }
}
