package io.github.predict4j.features;

import static io.github.predict4j.features.Features.clip;
import static io.github.predict4j.features.Features.cyclic;
import static io.github.predict4j.features.Features.dateParts;
import static io.github.predict4j.features.Features.dayOfYear;
import static io.github.predict4j.features.Features.impute;
import static io.github.predict4j.features.Features.minMax;
import static io.github.predict4j.features.Features.missingIndicator;
import static io.github.predict4j.features.Features.oneHot;
import static io.github.predict4j.features.Features.ordinal;
import static io.github.predict4j.features.Features.standard;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.predict4j.pipeline.Estimator;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Missing;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import io.github.predict4j.schema.Table;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Estimator> ofNumbers() {
        return Stream.of(
                minMax("x"),
                minMax("x").outOfRange(OutOfRange.CLIP),
                minMax("x").outOfRange(OutOfRange.AS_MISSING),
                standard("x"),
                impute("x").addIndicator(),
                missingIndicator("x"),
                clip("x"),
                cyclic(7, "x"),
                oneHot("x").unseen(Unseen.ZEROS),
                oneHot("x").unseen(Unseen.OTHER).minFrequency(2).missingAsCategory(),
                ordinal("x").unseen(Unseen.OTHER));
    }

    static Stream<Estimator> ofTexts() {
        return Stream.of(
                impute("c").strategy(Imputer.Strategy.MOST_FREQUENT).unseen(Unseen.AS_MISSING),
                oneHot("c").unseen(Unseen.AS_MISSING),
                oneHot("c").unseen(Unseen.OTHER).minFrequency(2),
                ordinal("c").unseen(Unseen.OTHER));
    }

    @ParameterizedTest
    @MethodSource("ofNumbers")
    void apply_numbers_allocatesNothing(Estimator step) {
        FeaturePipeline p = Fixture.fit(Fixture.numbers(1, 2, 2, 5, Double.NaN), step);
        for (double x : new double[] {1, 2, 17, Double.NaN}) {
            assertAllocatesNothing(p, p.newRow(null).set("x", x));
        }
    }

    @ParameterizedTest
    @MethodSource("ofTexts")
    void apply_categories_allocatesNothing(Estimator step) {
        FeaturePipeline p = Fixture.fit(Fixture.texts("a", "b", "b", null), step);
        for (@Nullable String c : new @Nullable String[] {"a", "b", "unseen", null}) {
            assertAllocatesNothing(p, p.newRow(null).set("c", c));
        }
    }

    @Test
    void apply_datesAndTimes_allocatesNothing() {
        ZoneId paris = ZoneId.of("Europe/Paris");
        Schema schema = Schema.of(Field.date("d"), Field.localDateTime("l").zone(paris), Field.instant("i", paris));
        DatePart[] all = DatePart.values();
        FeaturePipeline p = Fixture.fit(
                Table.builder(schema).build(),
                dayOfYear("d"),
                dateParts("l", all).localTimes(DateParts.LocalTimes.SHIFT_FORWARD),
                dateParts("i", all));
        for (String year : List.of("0001", "1900", "2024", "9999")) {
            Row row = p.newRow(null)
                    .parse("d", year + "-03-31")
                    .parse("l", year + "-03-31T02:30:00")
                    .parse("i", year + "-03-31T02:30:00Z");
            assertAllocatesNothing(p, row);
        }
    }

    private static void assertAllocatesNothing(FeaturePipeline pipeline, Row row) {
        double[] out = new double[pipeline.features().size()];
        // Loading a class or leaving compiled code costs the thread a few bytes once; a call that allocates does so
        // always.
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 20 && fewest > 0; round++) {
            fewest = Math.min(fewest, bytesOfCalls(pipeline, row, out));
        }
        assertThat(fewest).isZero();
    }

    private static long bytesOfCalls(FeaturePipeline pipeline, Row row, double[] out) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 200; i++) {
            pipeline.transform(row, Missing.AS_IS, out, 0);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
