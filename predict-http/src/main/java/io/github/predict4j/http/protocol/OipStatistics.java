package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * What was asked of each model and how long it took, as the protocol's statistics extension counts it. Counters outlive
 * the model that is replaced by another of its name and version. Thread-safe.
 */
public final class OipStatistics {
    private final Map<String, Map<String, OipCounters>> counters = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final LongSupplier millis;

    /**
     * @param nanos a clock for durations
     * @param millis a clock that tells the time, in milliseconds since the epoch
     */
    public OipStatistics(LongSupplier nanos, LongSupplier millis) {
        this.nanos = nanos;
        this.millis = millis;
    }

    /** The clock for durations. */
    LongSupplier nanos() {
        return nanos;
    }

    /** The clock that tells the time. */
    LongSupplier millis() {
        return millis;
    }

    /** The counters of one version of a model. */
    OipCounters of(String name, String version) {
        return counters.computeIfAbsent(name, n -> new ConcurrentHashMap<>())
                .computeIfAbsent(version, v -> new OipCounters());
    }

    /**
     * The statistics as the protocol has them: {@code {"model_stats":[…]}}.
     *
     * @param models the models to tell of, in order
     */
    public byte[] toJson(List<ServedModel> models) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("model_stats");
            for (ServedModel model : models) {
                json.writeStartObject();
                json.writeStringField("name", model.name());
                json.writeStringField("version", model.version());
                of(model.name(), model.version()).members(json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }
}
