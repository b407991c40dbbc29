package io.github.predict4j.examples.iris;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.Metric;
import io.github.predict4j.schema.Table;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IrisTest {
    @Test
    void flowers_areFishersValues() throws IOException {
        Table flowers = Iris.flowers();
        assertThat(flowers.rows()).isEqualTo(150);
        assertThat(sum(flowers, "sepal_length")).isEqualTo(876.5, within(1e-9));
        assertThat(sum(flowers, "sepal_width")).isEqualTo(458.6, within(1e-9));
        assertThat(sum(flowers, "petal_length")).isEqualTo(563.7, within(1e-9));
        assertThat(sum(flowers, "petal_width")).isEqualTo(179.9, within(1e-9));
        assertThat(row(flowers, 34)).containsExactly(4.9, 3.1, 1.5, 0.2); // the two rows that copies have wrong
        assertThat(row(flowers, 37)).containsExactly(4.9, 3.6, 1.4, 0.1);
        assertThat(flowers.categories("species")).containsExactly("setosa", "versicolor", "virginica");
    }

    @Test
    void train_twice_givesTheSameBytes() throws IOException {
        Table flowers = Iris.flowers();
        assertThat(Iris.train(flowers).toBytes()).isEqualTo(Iris.train(flowers).toBytes());
    }

    @Test
    void train_evaluatesOnAFifth() throws IOException {
        Bundle bundle = Iris.train(Iris.flowers());
        List<Metric> metrics = bundle.metrics();
        assertThat(metrics).extracting(Metric::name).contains("accuracy", "accuracy_of_majority", "refused");
        Metric accuracy = metrics.get(0);
        assertThat(accuracy.rows()).isEqualTo(30);
        assertThat(accuracy.value()).isGreaterThan(0.9);
        assertThat(bundle.goldenRows()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static double sum(Table flowers, String column) {
        return Arrays.stream(flowers.values(column)).sum();
    }

    private static double[] row(Table flowers, int number) {
        return flowers.schema().names().stream()
                .filter(name -> !name.equals("species"))
                .mapToDouble(name -> flowers.values(name)[number])
                .toArray();
    }
}
