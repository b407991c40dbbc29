package io.github.predict4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.predict4j.schema.Row;
import java.lang.invoke.MethodHandles;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);

    record Flower(double petalLength, long count, boolean wild, String colour, LocalDate seen) {}

    record Boxes(
            Double petalLength,
            @Nullable Long count,
            @Nullable Boolean wild) {}

    private final Predictor predictor = TestPredictors.regression();
    private final Row row = predictor.newRow();
    private final double[] out = new double[1];

    @Test
    void score_rowSetByName_allocatesNothing() {
        assertAllocatesNothing(() -> {
            row.clear()
                    .set("petal_length", 2.0)
                    .set("count", 3L)
                    .set("wild", true)
                    .set("colour", "RED")
                    .set("seen", DAY);
            predictor.score(row, out);
        });
    }

    @Test
    void score_rowSetByPlace_allocatesNothing() {
        assertAllocatesNothing(() -> {
            row.clear().set(0, 2.0).set(1, 3L).set(2, true).set(3, "BLUE").set(4, DAY);
            predictor.score(row, out);
        });
    }

    @Test
    void score_missingValuesThatTheModelTakes_allocatesNothing() {
        assertAllocatesNothing(() -> {
            row.clear().set("petal_length", 2.0).missing("count").set("colour", (String) null);
            predictor.score(row, out);
        });
    }

    @Test
    void score_boundRecords_allocatesNothing() {
        BoundPredictor<Flower> flowers = predictor.bind(Flower.class, MethodHandles.lookup());
        BoundPredictor<Boxes> boxes = predictor.bind(Boxes.class, MethodHandles.lookup());
        Flower flower = new Flower(2, 3, true, "RED", DAY);
        Boxes boxed = new Boxes(2.0, 1_000_000L, null);
        assertAllocatesNothing(() -> {
            flowers.score(flower, out);
            boxes.score(boxed, out);
        });
    }

    @Test
    void batch_reused_allocatesNothing() {
        Batch batch = predictor.newBatch(4);
        double[] scores = new double[4];
        assertAllocatesNothing(() -> {
            batch.clear();
            for (int i = 0; i < 4; i++) {
                batch.row().clear().set(0, 2.0).set(1, 3L);
                batch.add();
            }
            batch.score(scores);
        });
    }

    @Test
    void predict_regression_allocatesOneSmallObject() {
        TestPredictors.fill(row, 2);
        assertAllocates(32, () -> predictor.predict(row));
    }

    @Test
    void predict_classification_allocatesAnObjectAndItsProbabilities() {
        Predictor classifier = TestPredictors.classifier(3);
        Row flower = TestPredictors.fill(classifier.newRow(), 2);
        assertAllocates(72, () -> classifier.predict(flower));
    }

    private static void assertAllocatesNothing(Runnable call) {
        assertAllocates(0, call);
    }

    /** Loading classes and compiling costs a thread some bytes now and then; code that allocates does so every time. */
    private static void assertAllocates(int most, Runnable call) {
        long fewest = Long.MAX_VALUE;
        for (int round = 0; round < 100 && fewest > 500L * most; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 500; i++) {
                call.run();
            }
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(fewest).isLessThanOrEqualTo(500L * most);
    }
}
