package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.bundle.GoldenRow;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.protocol.ServedModel;
import io.github.predict4j.model.LinearModel;
import io.github.predict4j.model.PostTransform;
import io.github.predict4j.pipeline.FeaturePipeline;
import io.github.predict4j.pipeline.State;
import io.github.predict4j.pipeline.StepType;
import io.github.predict4j.pipeline.Transformer;
import io.github.predict4j.schema.Field;
import io.github.predict4j.schema.Row;
import io.github.predict4j.schema.Schema;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model is asked with its golden rows before anybody else asks it. */
@Timeout(60)
class WarmUpTest {
    private final Watched step = new Watched();

    /** Lets values pass, counts them, and can hold them up. */
    private static final class Watched implements Transformer {
        private final AtomicInteger rows = new AtomicInteger();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);
        private volatile boolean holds;

        @Override
        public StepType type() {
            return new StepType("watched", 1);
        }

        @Override
        public List<String> inputs() {
            return List.of("x");
        }

        @Override
        public List<String> outputs() {
            return List.of("x");
        }

        @Override
        public State state() {
            return State.builder().build();
        }

        @Override
        public Transformer forColumns(Schema columns) {
            return this;
        }

        @Override
        public void apply(Row row, int[] in, int[] out) {
            if (holds) {
                asked.countDown();
                try {
                    opened.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            rows.incrementAndGet();
            row.cell(out[0], row.cell(in[0]));
        }
    }

    /** A bundle with a golden row that is predicted and one that is refused. */
    private Bundle bundle() {
        Schema schema = Schema.of(Field.number("x"));
        FeaturePipeline pipeline = FeaturePipeline.of("slope-features", "1.0.0", schema, List.of(step), null);
        LinearModel model = LinearModel.of(new double[] {2}, new double[] {0}, PostTransform.NONE);
        return Bundle.builder("slope", "2.0.0", pipeline)
                .model(model, OutputSchema.regression("y", ""))
                .goldenRows(List.of(
                        GoldenRow.of(State.builder().put("x", 7.0).build(), pipeline, model),
                        GoldenRow.of(State.builder().build(), pipeline, model)))
                .build();
    }

    @Test
    void load_asksSoManyTimes_andCountsNothing() {
        Bundle bundle = bundle();
        step.rows.set(0);
        ServedModel served = new ModelLoader(HttpLimits.DEFAULTS, List.of(), 5).load(bundle);
        assertThat(step.rows).hasValue(5);
        assertThat(served.counts().scored()).isZero();
        assertThat(served.counts().rejected().values()).containsOnly(0L);
    }

    @Test
    void swap_isAfterTheWarmUp_theOldAnswersUntilThen() throws Exception {
        Bundle bundle = bundle();
        step.holds = true;
        try (PredictServer server =
                PredictServer.builder().bundle(Bundles.slope(1)).warmUp(2).start()) {
            Client client = new Client(server);
            CompletableFuture<Void> swap = CompletableFuture.runAsync(() -> server.swap(bundle));
            step.asked.await();
            assertThat(client.predict("{\"x\":3}").body()).contains("\"prediction\":3.0", "\"version\":\"1.0.0\"");
            assertThat(swap).isNotDone();
            step.opened.countDown();
            swap.get();
            assertThat(client.predict("{\"x\":3}").body()).contains("\"prediction\":6.0", "\"version\":\"2.0.0\"");
        }
    }
}
