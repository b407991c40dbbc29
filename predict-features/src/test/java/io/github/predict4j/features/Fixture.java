package io.github.predict4j.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.Steps;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import io.github.predict4j.schema.Violation;
import io.github.predict4j.schema.Warning;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Tables of one column, and pipelines as a user has them: fitted, written and read back. */
final class Fixture {
    static final Steps STEPS = Steps.load(Fixture.class.getClassLoader());

    private Fixture() {}

    /** One optional number "x" a record; NaN is missing. */
    static Table numbers(double... values) {
        return numbers(Field.number("x").optional(), values);
    }

    static Table numbers(Field field, double... values) {
        return Table.of(
                Schema.of(field),
                DoubleStream.of(values).boxed().toList(),
                (value, row) -> row.set(field.name(), value));
    }

    /** One optional category "c" a record; null is missing. */
    static Table texts(@Nullable String... values) {
        return texts(Field.category("c").optional(), values);
    }

    static Table texts(Field field, @Nullable String... values) {
        Table.Builder table = Table.builder(Schema.of(field));
        for (String value : values) {
            table.row().clear().set(field.name(), value);
            table.add();
        }
        return table.build();
    }

    /** A pipeline whose steps have been written and read: what is shown of it is shown of both. */
    static FeaturePipeline fit(Table table, Estimator... steps) {
        FeaturePipeline fitted = FeaturePipeline.fit("test", "1.0.0", List.of(steps), table);
        FeaturePipeline read = reload(fitted);
        assertThat(read.fingerprint()).isEqualTo(fitted.fingerprint());
        return read;
    }

    static FeaturePipeline reload(FeaturePipeline pipeline) {
        List<Transformer> steps = new ArrayList<>();
        for (Transformer step : pipeline.steps()) {
            State state = State.read(ByteBuffer.wrap(step.state().toBytes()), 4096);
            steps.add(STEPS.read(step.type(), state));
        }
        return FeaturePipeline.of(pipeline.name(), pipeline.version(), pipeline.schema(), steps, pipeline.features());
    }

    static <T extends Transformer> T step(FeaturePipeline pipeline, Class<T> type) {
        return type.cast(pipeline.steps().get(0));
    }

    static double[] apply(FeaturePipeline pipeline, Row row) {
        double[] out = new double[pipeline.features().size()];
        pipeline.transform(row, Missing.AS_IS, out, 0);
        return out;
    }

    /** The features of one number "x". */
    static double[] apply(FeaturePipeline pipeline, double x) {
        return apply(pipeline, pipeline.newRow(null).set("x", x));
    }

    /** The features of one category "c". */
    static double[] applyText(FeaturePipeline pipeline, @Nullable String c) {
        return apply(pipeline, pipeline.newRow(null).set("c", c));
    }

    static List<Warning> warnings(FeaturePipeline pipeline, Consumer<Row> fill) {
        Row row = pipeline.newRow(null);
        fill.accept(row);
        apply(pipeline, row);
        return row.warnings();
    }

    static List<Warning> warnings(FeaturePipeline pipeline, double x) {
        return warnings(pipeline, row -> row.set("x", x));
    }

    static List<Warning> warningsOfText(FeaturePipeline pipeline, @Nullable String c) {
        return warnings(pipeline, row -> row.set("c", c));
    }

    static void assertRefused(
            FeaturePipeline pipeline,
            Consumer<Row> fill,
            String field,
            Violation.Reason reason,
            String req,
            String found) {
        Row row = pipeline.newRow(null);
        fill.accept(row);
        assertThatThrownBy(() -> apply(pipeline, row))
                .isInstanceOfSatisfying(
                        InvalidRowException.class,
                        e -> assertThat(e.violations()).containsExactly(new Violation(0, field, reason, req, found)));
    }

    static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
    }
}
