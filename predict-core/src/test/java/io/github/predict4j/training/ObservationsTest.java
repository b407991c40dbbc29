package io.github.predict4j.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Distribution.Categories;
import io.github.predict4j.bundle.Distribution.Numbers;
import io.github.predict4j.bundle.Statistics;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    @Test
    void numbers_oneToTen_haveTheirDeciles() {
        Numbers numbers = Observations.numbers(new double[] {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, Double.NaN});
        assertThat(numbers.edges()).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0);
        assertThat(numbers.counts()).isEqualTo(Collections.nCopies(10, 1L));
        assertThat(numbers.count()).isEqualTo(10);
        assertThat(numbers.missing()).isEqualTo(1);
        assertThat(numbers.min()).isEqualTo(1);
        assertThat(numbers.max()).isEqualTo(10);
        assertThat(numbers.mean()).isEqualTo(5.5);
        assertThat(numbers.sd()).isEqualTo(Math.sqrt(8.25));
    }

    @Test
    void numbers_manyEqualOnes_haveTheirEdgesMerged() {
        Numbers numbers = Observations.numbers(new double[] {0, 0, 0, -0.0, 0, 0, 0, 1, 2, 2});
        assertThat(numbers.edges()).containsExactly(0.0, 1.0, 2.0);
        assertThat(numbers.counts()).containsExactly(7L, 1L, 2L, 0L);
    }

    @Test
    void numbers_oneValueOrNone_haveOneEdgeOrNone() {
        Numbers one = Observations.numbers(new double[] {3});
        assertThat(one.edges()).containsExactly(3.0);
        assertThat(one.counts()).containsExactly(1L, 0L);
        assertThat(one.sd()).isZero();
        Numbers none = Observations.numbers(new double[] {Double.NaN});
        assertThat(none.edges()).isEmpty();
        assertThat(none.counts()).containsExactly(0L);
        assertThat(none.missing()).isEqualTo(1);
        assertThat(none.mean()).isNaN();
        assertThat(none.min()).isNaN();
    }

    @Test
    void categories_mostFrequentFirst_theRestTogether() {
        List<String> dictionary = IntStream.range(0, 52).mapToObj(i -> "c" + i).toList();
        // Every category once, the last three times, two missing, one unseen.
        double[] column = IntStream.concat(IntStream.range(0, 52), IntStream.of(51, 51))
                .asDoubleStream()
                .toArray();
        double[] all = Arrays.copyOf(column, column.length + 3);
        all[54] = Double.NaN;
        all[55] = Double.NaN;
        all[56] = -1;

        Categories categories = Observations.categories(dictionary, all);

        assertThat(categories.categories())
                .hasSize(50)
                .startsWith("c51", "c0", "c1")
                .endsWith("c48");
        assertThat(categories.counts()).hasSize(51).startsWith(3L, 1L).endsWith(1L, 3L);
        assertThat(categories.count()).isEqualTo(55);
        assertThat(categories.missing()).isEqualTo(2);
    }

    @Test
    void fit_countsEveryFieldAndThePredictionOfTheTrainingPart() throws Exception {
        Table table = Table.of(
                Schema.of(
                        Field.number("x").optional(),
                        Field.bool("wet"),
                        Field.date("day"),
                        Field.category("colour"),
                        Field.category("label")),
                List.of(-2, -1, 1, 2, 99),
                (i, row) -> row.set("x", i == 2 ? Double.NaN : i)
                        .set("wet", i > 0)
                        .set("day", LocalDate.ofEpochDay(i))
                        .set("colour", i == 1 ? "blue" : "white")
                        .set("label", i > 0 ? "plus" : "minus"));

        Bundle bundle = Training.classification("label")
                .select("x")
                .learner(TestLearners::sign)
                .holdOutLast(0.2)
                .fit(table);

        Statistics statistics = Objects.requireNonNull(bundle.statistics());
        assertThat(statistics.rows()).isEqualTo(4);
        assertThat(statistics.fields())
                .extracting(Statistics.FieldStatistics::name)
                .containsExactly("x", "wet", "day", "colour");
        assertThat(statistics.fields().get(0).distribution())
                .isEqualTo(Observations.numbers(new double[] {-2, -1, 1, Double.NaN}));
        assertThat(statistics.fields().get(1).distribution())
                .isEqualTo(new Categories(4, 0, List.of("false", "true"), List.of(2L, 2L, 0L)));
        assertThat(statistics.fields().get(2).distribution())
                .isEqualTo(Observations.numbers(new double[] {-2, -1, 1, 2}));
        assertThat(statistics.fields().get(3).distribution())
                .isEqualTo(new Categories(4, 0, List.of("white", "blue"), List.of(3L, 1L, 0L)));
        // The record without x is refused.
        assertThat(statistics.prediction())
                .isEqualTo(new Categories(3, 1, List.of("minus", "plus"), List.of(2L, 1L, 0L)));
    }
}
