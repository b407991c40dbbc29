package io.github.predict4j.examples.iris;

import static io.github.predict4j.features.Features.minMax;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import io.github.predict4j.tribuo.TribuoLearner;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;

/** The data and the training of the iris example. */
public final class Iris {
    private static final long SEED = 42;

    private Iris() {}

    /** Fisher's 150 flowers; the species is a column, too. */
    public static Table flowers() throws IOException {
        Schema schema = Schema.of(
                Field.number("sepal_length").range(0, 30).unit("cm").example("5.1"),
                Field.number("sepal_width").range(0, 30).unit("cm").example("3.5"),
                Field.number("petal_length").range(0, 30).unit("cm").example("1.4"),
                Field.number("petal_width").range(0, 30).unit("cm").example("0.2"),
                Field.category("species"));
        try (InputStream csv = Objects.requireNonNull(Iris.class.getResourceAsStream("iris.csv"));
                CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(csv)) {
            return Table.of(
                    schema, records, (record, row) -> record.getFieldsAsMap().forEach(row::parse));
        }
    }

    /** Trains 100 trees on four fifths of the flowers and evaluates them on the rest. */
    public static Bundle train(Table flowers) {
        var tree = new CARTClassificationTrainer(Integer.MAX_VALUE, 0.5f, SEED);
        var forest = new RandomForestTrainer<>(tree, new VotingCombiner(), 100, SEED);
        return Training.classification("species")
                .named("iris", "1.0.0")
                .pipeline(
                        "iris-features", "1.0.0", minMax("sepal_length", "sepal_width", "petal_length", "petal_width"))
                .learner(TribuoLearner.of(forest))
                .holdOut(0.2, SEED)
                .provenance("data", "R. A. Fisher (1936), 150 rows")
                .fit(flowers);
    }
}
