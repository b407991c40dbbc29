package io.github.predict4j.features;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Features.ordinal;
import static io.github.predict4j.features.Features.standard;
import static io.github.predict4j.features.Fixture.apply;
import static io.github.predict4j.features.Fixture.fit;
import static io.github.predict4j.features.Fixture.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.SchemaState;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.InvalidRowException;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepPropertyTest {

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    /** What became of a row: its features' bits and warnings, or its violations. */
    private record Outcome(List<Long> bits, List<?> reports) {
        static Outcome of(FeaturePipeline pipeline, Row row) {
            double[] out = new double[pipeline.features().size()];
            try {
                pipeline.transform(row, Missing.AS_IS, out, 0);
                return new Outcome(Arrays.stream(Fixture.bits(out)).boxed().toList(), row.warnings());
            } catch (InvalidRowException e) {
                return new Outcome(List.of(), e.violations());
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void transform_afterWriteAndReadFieldsInAnyOrder_isTheSameInEveryBit(long seed) {
        RandomPipeline random = new RandomPipeline(seed);
        FeaturePipeline read = Fixture.reload(random.pipeline);

        assertThat(read.fingerprint()).isEqualTo(random.pipeline.fingerprint());
        for (int i = 0; i < 50; i++) {
            List<Consumer<Row>> record = random.record();
            Row before = random.row(random.pipeline, record);
            Row after = random.row(read, record);

            assertThat(Outcome.of(read, after)).isEqualTo(Outcome.of(random.pipeline, before));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reload_schemaAndSteps_areTheSameBytes(long seed) {
        FeaturePipeline before = new RandomPipeline(seed).pipeline;
        FeaturePipeline after = Fixture.reload(before);
        byte[] schema = SchemaState.of(before.schema()).toBytes();

        assertThat(SchemaState.read(State.read(ByteBuffer.wrap(schema), 4096))).isEqualTo(before.schema());
        assertThat(after.state().toBytes()).isEqualTo(before.state().toBytes());
        for (int s = 0; s < before.steps().size(); s++) {
            assertThat(after.steps().get(s).state().toBytes())
                    .isEqualTo(before.steps().get(s).state().toBytes());
            assertThat(after.steps().get(s).notes())
                    .isEqualTo(before.steps().get(s).notes());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void fit_anySteps_seeOnlyTheColumnsTheyAskFor(long seed) {
        List<WatchedStep> fitted = new ArrayList<>();
        RandomPipeline random = new RandomPipeline(seed, definition -> new Watched(definition, fitted));

        assertThat(fitted).hasSameSizeAs(random.pipeline.steps());
        assertThat(fitted).allSatisfy(step -> assertThat(step.bound()).isNotEmpty());
    }

    /** A definition that checks which columns it gets to see. */
    private record Watched(Estimator definition, List<WatchedStep> fitted) implements Estimator {
        @Override
        public List<String> inputs() {
            return definition.inputs();
        }

        @Override
        public Transformer fit(Table table) {
            assertThat(table.schema().names()).isEqualTo(inputs());
            assertThat(table.declared().names()).isEqualTo(inputs());
            WatchedStep step = new WatchedStep(definition.fit(table), new ArrayList<>());
            fitted.add(step);
            return step;
        }
    }

    /** A step that checks which columns it gets to see, and that it has as many cells as it asked for. */
    private record WatchedStep(Transformer step, List<Schema> bound) implements Transformer {
        @Override
        public StepType type() {
            return step.type();
        }

        @Override
        public List<String> inputs() {
            return step.inputs();
        }

        @Override
        public List<String> outputs() {
            return step.outputs();
        }

        @Override
        public State state() {
            return step.state();
        }

        @Override
        public void apply(Row row, int[] in, int[] out) {
            assertThat(in).hasSize(inputs().size());
            assertThat(out).hasSize(outputs().size());
            step.apply(row, in, out);
        }

        @Override
        public Transformer forColumns(Schema columns) {
            assertThat(columns.names()).isEqualTo(inputs());
            bound.add(columns);
            return new WatchedStep(step.forColumns(columns), bound);
        }

        @Override
        public boolean treatsUnseen(String input) {
            assertThat(inputs()).contains(input);
            return step.treatsUnseen(input);
        }

        @Override
        public boolean keepsInputs() {
            return step.keepsInputs();
        }

        @Override
        public Field output(int output, Schema columns) {
            assertThat(columns.names()).isEqualTo(inputs());
            return step.output(output, columns);
        }
    }

    /** The other tests would say little if random pipelines refused nearly everything, or nothing. */
    @Test
    void transform_allSeeds_acceptAndRefuseManyRows() {
        long accepted = seeds().mapToObj(RandomPipeline::new)
                .flatMap(random -> IntStream.range(0, 20)
                        .mapToObj(i -> Outcome.of(random.pipeline, random.row(random.pipeline, random.record()))))
                .filter(outcome -> !outcome.bits().isEmpty())
                .count();

        assertThat(accepted).isBetween(600L, 1100L); // of 1200: at least half accepted, 100 refused
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void apply_scalers_areMonotoneAndClipIsBounded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double scale = StrictMath.pow(10, random.nextInt(200) - 100);
        double[] training =
                random.doubles(2 + random.nextInt(30), -scale, scale).toArray();
        double[] probes = random.doubles(100, -3 * scale, 3 * scale).sorted().toArray();
        for (Estimator step : List.of(
                minMax("x"),
                minMax("x").outOfRange(OutOfRange.CLIP).range(-0.1, 0.3),
                minMax("x").constant(MinMaxScaler.Constant.MIDPOINT),
                standard("x"),
                clip("x").iqr(0.5))) {
            FeaturePipeline p = fit(numbers(training), step);
            double[] made = Arrays.stream(probes).map(x -> apply(p, x)[0]).toArray();

            assertThat(made).isSorted();
        }
        FeaturePipeline clipped =
                fit(numbers(training), minMax("x").outOfRange(OutOfRange.CLIP).range(-0.1, 0.3));
        for (double x : concat(probes, training)) {
            assertThat(apply(clipped, x)[0]).isBetween(-0.1, 0.3);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void apply_encoders_agreeWithASearchByHand(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] training = random.ints(1 + random.nextInt(60), -20, 20)
                .mapToDouble(i -> i / 4.0)
                .toArray();
        double[] categories =
                Arrays.stream(training).map(x -> x + 0.0).distinct().sorted().toArray();
        FeaturePipeline hot = fit(numbers(training), oneHot("x").unseen(Unseen.ZEROS));
        FeaturePipeline places = fit(numbers(training), ordinal("x").unseen(Unseen.OTHER));
        for (double x = -6; x <= 6; x += 0.25) {
            double[] expected = new double[categories.length];
            int place = -1;
            for (int c = 0; c < categories.length; c++) {
                expected[c] = categories[c] == x ? 1 : 0;
                place = categories[c] == x ? c : place;
            }

            assertThat(apply(hot, x)).containsExactly(expected);
            assertThat(Arrays.stream(apply(hot, x)).sum()).isEqualTo(place < 0 ? 0 : 1);
            assertThat(apply(places, x)).containsExactly(place);
        }
    }

    private static double[] concat(double[] a, double[] b) {
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
