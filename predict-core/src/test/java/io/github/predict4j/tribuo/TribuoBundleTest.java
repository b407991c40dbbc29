package io.github.predict4j.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.ReadLimits;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.training.Training;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a table over Tribuo to a file and back. */
class TribuoBundleTest {

    private final Sample sample = Sample.of(Sample.Shape.GRID, 150, 3);

    @ParameterizedTest(name = "{0}, seed 3")
    @EnumSource
    void fit_twiceWithOneTrainerOfLabels_sameBytesThatLoad(Trainers.OfLabels kind) throws IOException {
        Table table = table(Field.category("species"));
        Training training = Training.classification("species")
                .learner(TribuoLearner.of(kind.create(3)))
                .holdOut(0.2, 3);
        byte[] bytes = training.fit(table).toBytes();

        assertThat(training.fit(table).toBytes()).isEqualTo(bytes);
        Bundle loaded = Bundle.read(bytes, ReadLimits.DEFAULTS, getClass().getClassLoader());
        assertThat(loaded.provenance().entries()).containsEntry("library", "Tribuo 4.3.2");
    }

    @ParameterizedTest(name = "{0}, seed 3")
    @EnumSource
    void fit_twiceWithOneTrainerOfValues_sameBytesThatLoad(Trainers.OfValues kind) throws IOException {
        Table table = table(Field.number("cnt"));
        Training training = Training.regression("cnt")
                .learner(TribuoLearner.of(kind.create(3)))
                .holdOut(0.2, 3);
        byte[] bytes = training.fit(table).toBytes();

        assertThat(training.fit(table).toBytes()).isEqualTo(bytes);
        Bundle loaded = Bundle.read(bytes, ReadLimits.DEFAULTS, getClass().getClassLoader());
        assertThat(loaded.provenance().entries()).containsEntry("library", "Tribuo 4.3.2");
    }

    private Table table(Field target) {
        List<String> names = sample.names();
        Field[] fields = new Field[names.size() + 1];
        for (int i = 0; i < names.size(); i++) {
            fields[i] = Field.number(names.get(i));
        }
        fields[names.size()] = target;
        Table.Builder builder = Table.builder(Schema.of(fields));
        for (int r = 0; r < sample.records; r++) {
            double[] row = sample.row(r);
            builder.row().clear();
            for (int i = 0; i < row.length; i++) {
                builder.row().set(names.get(i), row[i]);
            }
            if (target.name().equals("cnt")) {
                builder.row().set("cnt", sample.values().value(r));
            } else {
                builder.row().set("species", sample.classes().label(r));
            }
            builder.add();
        }
        return builder.build();
    }
}
