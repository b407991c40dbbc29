package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.ModelState;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.RefusedException;
import io.github.predict4j.http.protocol.ServedModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The served models by name and version. Requests look into an unchangeable picture of them, which one volatile read
 * gives; whoever changes something puts a new picture in its place. A request keeps the model it found, and a model that
 * was replaced is garbage when its last request ends.
 */
final class Models {
    private final String defaultName;
    private final Map<String, ModelStatus> bySource = new LinkedHashMap<>();
    private volatile Picture picture = new Picture(List.of(), Map.of(), null);

    /** All models at one moment. */
    private record Picture(
            List<ModelStatus> all,
            Map<String, Named> byName,
            @Nullable Named byDefault) {}

    /** The versions of one name: those that are ready, newest first. */
    private record Named(
            String name,
            Map<String, ServedModel> ready,
            @Nullable ServedModel newest) {}

    /**
     * @param defaultName the name of the model that paths without a name mean; if empty, the only one
     */
    Models(String defaultName) {
        this.defaultName = defaultName;
    }

    /**
     * The model that a path names.
     *
     * @throws RefusedException 404 if there is no such model or version, 503 if it is not ready
     */
    ServedModel find(Target target) throws RefusedException {
        Picture now = picture;
        Named named = target.name().isEmpty() ? now.byDefault() : now.byName().get(target.name());
        if (named != null) {
            ServedModel model =
                    target.version().isEmpty() ? named.newest() : named.ready().get(target.version());
            if (model != null) {
                return model;
            }
        }
        throw new RefusedException(fault(target, named, now));
    }

    private static Problem fault(Target target, @Nullable Named named, Picture now) {
        if (named == null) {
            boolean waiting = target.name().isEmpty() && now.byName().size() < 2;
            return waiting
                    ? notReady()
                    : Problem.of(404, "unknown_model", "the path must name a served model, found no such model");
        }
        boolean known = target.version().isEmpty()
                || now.all().stream()
                        .anyMatch(status -> status.name().equals(named.name())
                                && status.version().equals(target.version()));
        return known
                ? notReady()
                : Problem.of(404, "unknown_version", "the path must name a served version, found no such version");
    }

    private static Problem notReady() {
        return Problem.of(503, "not_ready", "the model must be ready, found that it is not");
    }

    /** Every version of every model, ready or not, in the order in which they were named first. */
    List<ModelStatus> all() {
        return picture.all();
    }

    /** Every version of one model, newest first; none if there is no such model. */
    List<ModelStatus> all(String name) {
        return picture.all().stream()
                .filter(status -> status.name().equals(name))
                .sorted(Comparator.comparing(ModelStatus::version, Versions.ORDER.reversed()))
                .toList();
    }

    /** Whether any model is ready. */
    boolean anyReady() {
        return picture.all().stream().anyMatch(status -> status.state() == ModelState.READY);
    }

    /**
     * Says what has become of a source of models (a file, say): it takes the place of what the source said before.
     *
     * @throws IllegalArgumentException if another source gives that version of that model already
     */
    synchronized void put(String source, ModelStatus status) {
        Names.require(status.name());
        bySource.forEach((other, known) -> {
            boolean same = known.name().equals(status.name()) && known.version().equals(status.version());
            if (same && !other.equals(source) && !status.version().isEmpty()) {
                throw new IllegalArgumentException("served models must have distinct names and versions, found \""
                        + status.name() + "\" " + status.version() + " twice");
            }
        });
        bySource.put(source, status);
        picture = picture();
    }

    /** Forgets a source and its model. */
    synchronized void remove(String source) {
        bySource.remove(source);
        picture = picture();
    }

    private Picture picture() {
        Map<String, Named> byName = new LinkedHashMap<>();
        List<ModelStatus> newestFirst = new ArrayList<>(bySource.values());
        newestFirst.sort(Comparator.comparing(ModelStatus::version, Versions.ORDER.reversed()));
        for (ModelStatus status : bySource.values()) {
            byName.computeIfAbsent(status.name(), name -> named(name, newestFirst));
        }
        Named byDefault = byName.get(defaultName);
        if (defaultName.isEmpty() && byName.size() == 1) {
            byDefault = byName.values().iterator().next();
        }
        return new Picture(List.copyOf(bySource.values()), byName, byDefault);
    }

    private static Named named(String name, List<ModelStatus> newestFirst) {
        Map<String, ServedModel> ready = new LinkedHashMap<>();
        for (ModelStatus status : newestFirst) {
            if (status.name().equals(name) && status.model() != null) {
                ready.put(status.version(), status.model());
            }
        }
        return new Named(name, ready, ready.values().stream().findFirst().orElse(null));
    }
}
