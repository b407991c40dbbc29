package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The counters of one version of a model: cumulative, never reset. Thread-safe. */
final class OipCounters {
    /** Batches are told apart by their size rounded up to a power of two, so that what is kept is bounded. */
    private static final int SIZES = 31;

    private final AtomicLong lastInference = new AtomicLong();
    private final LongAdder rows = new LongAdder();
    private final Duration success = new Duration();
    private final Duration fail = new Duration();
    private final Duration queue = new Duration();
    private final Phases phases = new Phases();
    private final AtomicReferenceArray<@Nullable Phases> batches = new AtomicReferenceArray<>(SIZES);

    /** How often, and how long in all. */
    private static final class Duration {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void add(long took) {
            count.increment();
            nanos.add(took);
        }

        void write(JsonGenerator json, String name) throws IOException {
            json.writeObjectFieldStart(name);
            json.writeNumberField("count", count.sum());
            json.writeNumberField("ns", nanos.sum());
            json.writeEndObject();
        }
    }

    private static final class Phases {
        private final Duration input = new Duration();
        private final Duration infer = new Duration();
        private final Duration output = new Duration();

        void add(long inputNanos, long inferNanos, long outputNanos) {
            input.add(inputNanos);
            infer.add(inferNanos);
            output.add(outputNanos);
        }

        void write(JsonGenerator json) throws IOException {
            input.write(json, "compute_input");
            infer.write(json, "compute_infer");
            output.write(json, "compute_output");
        }
    }

    /**
     * Counts a request that was answered.
     *
     * @param atMillis when, since the epoch
     * @param batch its rows
     * @param wait nanoseconds from its arrival until it was begun
     * @param input nanoseconds for reading, checking and features
     * @param infer nanoseconds for the model
     * @param output nanoseconds for writing
     */
    void success(long atMillis, int batch, long wait, long input, long infer, long output) {
        lastInference.accumulateAndGet(atMillis, Math::max);
        rows.add(batch);
        success.add(wait + input + infer + output);
        queue.add(wait);
        phases.add(input, infer, output);
        if (batch > 0) {
            batch(Integer.SIZE - Integer.numberOfLeadingZeros(batch - 1)).add(input, infer, output);
        }
    }

    /** Counts a request that was refused. */
    void fail(long nanos) {
        fail.add(nanos);
    }

    private Phases batch(int power) {
        int i = Math.min(power, SIZES - 1);
        Phases known = batches.get(i);
        if (known == null) {
            batches.compareAndSet(i, null, new Phases());
            known = batches.get(i);
        }
        return Objects.requireNonNull(known);
    }

    /** Writes the counters as members of an object that was begun. */
    void members(JsonGenerator json) throws IOException {
        json.writeNumberField("last_inference", lastInference.get());
        json.writeNumberField("inference_count", rows.sum());
        json.writeNumberField("execution_count", success.count.sum());
        json.writeObjectFieldStart("inference_stats");
        success.write(json, "success");
        fail.write(json, "fail");
        queue.write(json, "queue");
        phases.write(json);
        new Duration().write(json, "cache_hit");
        new Duration().write(json, "cache_miss");
        json.writeEndObject();
        json.writeArrayFieldStart("batch_stats");
        for (int i = 0; i < SIZES; i++) {
            Phases phase = batches.get(i);
            if (phase != null) {
                json.writeStartObject();
                json.writeNumberField("batch_size", 1L << i);
                phase.write(json);
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }
}
