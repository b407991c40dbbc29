package io.github.predict4j.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.bundle.Distribution.Categories;
import io.github.predict4j.bundle.Distribution.Numbers;
import io.github.predict4j.bundle.Statistics.FieldStatistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static Numbers numbers(List<Double> edges, List<Long> counts) {
        return new Numbers(5, 1, 0, 9, 4, 2, edges, counts);
    }

    @Test
    void bin_equalGoesDown_andTheEndsAreOpen() {
        Numbers numbers = numbers(List.of(1.0, 3.0), List.of(2L, 2L, 1L));
        assertThat(List.of(-1e300, 1.0, Math.nextUp(1.0), 3.0, 3.5, Double.POSITIVE_INFINITY))
                .extracting(numbers::bin)
                .containsExactly(0, 0, 1, 1, 2, 2);
        assertThat(numbers(List.of(), List.of(5L)).bin(7)).isZero();
    }

    @Test
    void numbers_countsThatDoNotFit_areRefused() {
        for (List<Long> counts : List.of(List.of(5L), List.of(2L, 2L, 2L), List.of(6L, -1L, 0L))) {
            assertThatThrownBy(() -> numbers(List.of(1.0, 3.0), counts))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("3, not negative, with the sum 5", counts.toString());
        }
    }

    @Test
    void numbers_edgesThatAreNotAscending_areRefused() {
        for (List<Double> edges :
                List.of(List.of(1.0, 1.0), List.of(2.0, 1.0), List.of(1.0, Double.NaN), List.of(1.0, 1.0 / 0))) {
            assertThatThrownBy(() -> numbers(edges, List.of(5L, 0L, 0L)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("finite and ascending");
        }
    }

    @Test
    void categories_twice_areRefused() {
        assertThatThrownBy(() -> new Categories(3, 0, List.of("a", "a"), List.of(1L, 1L, 1L)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("distinct");
    }

    @Test
    void statistics_otherNumberOfRecords_isRefused() {
        FieldStatistics field = new FieldStatistics("x", numbers(List.of(), List.of(5L)));
        assertThat(new Statistics(6, List.of(field), null).prediction()).isNull();
        assertThatThrownBy(() -> new Statistics(7, List.of(field), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("field \"x\"", "7", "5 and 1");
        assertThatThrownBy(() -> new Statistics(6, List.of(field), new Categories(5, 0, List.of(), List.of(5L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("prediction");
        assertThatThrownBy(() -> new Statistics(6, List.of(field, field), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("distinct");
    }
}
