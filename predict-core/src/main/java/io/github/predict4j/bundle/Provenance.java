package io.github.predict4j.bundle;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a model comes from: names and texts, sorted by name. Holds nothing that changes from run to run (no time, no
 * machine), so that the same training gives the same bundle.
 *
 * <p>Training writes {@code trainer} and its settings, {@code library}, {@code rows.training}, {@code rows.hold-out} and
 * {@code hold-out}. Any other names may be used; so that tools agree, call them {@code created} (a time that you give),
 * {@code data}, {@code data.sha256}, {@code data.from} and {@code data.to} (the time it covers), {@code code} (a
 * revision), {@code seed}, {@code licence} and {@code model-card} (a text).
 *
 * @param entries for example {@code seed: 42}, {@code trainer: …}
 */
public record Provenance(Map<String, String> entries) {
    /** No provenance. */
    public static final Provenance NONE = new Provenance(Map.of());

    /** Keeps a sorted, unchangeable copy. */
    public Provenance {
        entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /** This provenance and one entry more, or another one under that name. */
    public Provenance with(String name, String text) {
        Map<String, String> more = new TreeMap<>(entries);
        more.put(name, text);
        return new Provenance(more);
    }
}
