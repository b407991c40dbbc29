package io.github.predict4j.http;

import io.github.predict4j.OutputSchema;
import io.github.predict4j.bundle.Bundle;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** A step that says when a row has come to it, and lets it pass when it is opened; so a request can be held in flight. */
public final class Gate implements Transformer {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicBoolean poor = new AtomicBoolean();

    /** A body for {@link #bundle} so long that a worker answers it, not the io thread; the answer is 7. */
    public static String longBody() {
        return "{\"x\":7" + " ".repeat(1 << 16) + "}";
    }

    /** A bundle "gate" whose model answers with its one field "x", once the gate is open. */
    public Bundle bundle() {
        FeaturePipeline pipeline =
                FeaturePipeline.of("gate-features", "1.0.0", Schema.of(Field.number("x")), List.of(this), null);
        return Bundle.builder("gate", "1.0.0", pipeline)
                .model(
                        LinearModel.of(new double[] {1}, new double[] {0}, PostTransform.NONE),
                        OutputSchema.regression("y", ""))
                .build();
    }

    /** Waits until a row has come to the gate. */
    public void awaitRow() throws InterruptedException {
        reached.await();
    }

    /** From now on fails for every row, as a faulty step would. */
    public void breakDown() {
        broken.set(true);
        open();
    }

    /** From now on finds no memory for any row. */
    public void runOutOfMemory() {
        poor.set(true);
        open();
    }

    /** Lets all rows pass. */
    public void open() {
        opened.countDown();
    }

    @Override
    public StepType type() {
        return new StepType("gate", 1);
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
    public void apply(Row row, int[] in, int[] out) {
        reached.countDown();
        try {
            opened.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (poor.get()) {
            throw new OutOfMemoryError("the gate has none");
        }
        if (broken.get()) {
            throw new IllegalStateException("the gate is broken at " + row.cell(in[0]));
        }
        row.cell(out[0], row.cell(in[0]));
    }

    @Override
    public Transformer forColumns(Schema columns) {
        return this;
    }
}
