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
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The served models by name and version. Requests look into an unchangeable picture of them, which one volatile read
 * gives; whoever changes something puts a new picture in its place. A request keeps the model it found, and a model that
 * was replaced is garbage when its last request ends.
 */
final class Models {
    private final Default rule;
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
     * Which model paths without a name mean.
     *
     * @param name the one of that name; empty if that does not matter
     * @param first of those, whether the one whose source was named first is meant, however many there are
     */
    record Default(String name, boolean first) {
        /** The one whose source was named first. */
        static final Default FIRST = new Default("", true);

        /** The only one; none, if there are several. */
        static final Default ONLY = new Default("", false);

        /** The one of that name, whether it is there yet or not. */
        static Default named(String name) {
            return new Default(name, false);
        }

        @Nullable
        String of(Set<String> names) {
            if (!name.isEmpty()) {
                return name;
            }
            return names.size() == 1 || (first && !names.isEmpty())
                    ? names.iterator().next()
                    : null;
        }
    }

    Models(Default rule) {
        this.rule = rule;
    }

    /**
     * The model that a path names.
     *
     * @throws RefusedException 404 if there is no such model or version, 503 if it is not ready
     */
    ServedModel find(Target target) throws RefusedException {
        Picture now = picture;
        Named named = named(now, target);
        ServedModel model = named == null ? null : model(named, target);
        if (model == null) {
            throw new RefusedException(fault(target, named, now));
        }
        return model;
    }

    private Problem fault(Target target, @Nullable Named named, Picture now) {
        if (named == null) {
            boolean waiting = target.name().isEmpty()
                    && (now.byName().isEmpty() || !rule.name().isEmpty());
            String found = target.name().isEmpty() ? "none, and there are several but no default" : "no such model";
            return waiting
                    ? notReady()
                    : Problem.of(404, "unknown_model", "the path must name a served model, found " + found);
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

    /** {@link #find}, or {@code null} where that refuses. */
    @Nullable
    ServedModel peek(Target target) {
        Named named = named(picture, target);
        return named == null ? null : model(named, target);
    }

    private static @Nullable Named named(Picture now, Target target) {
        return target.name().isEmpty() ? now.byDefault() : now.byName().get(target.name());
    }

    private static @Nullable ServedModel model(Named named, Target target) {
        return target.version().isEmpty() ? named.newest() : named.ready().get(target.version());
    }

    /** Every version of every model, ready or not, in the order in which they were named first. */
    List<ModelStatus> all() {
        return picture.all();
    }

    /**
     * The versions that a path names, newest first, ready or not; at least one.
     *
     * @throws RefusedException 404 if there is no such model or version
     */
    List<ModelStatus> versions(Target target) throws RefusedException {
        Picture now = picture;
        List<ModelStatus> versions = now.all().stream()
                .filter(status -> status.name().equals(target.name()))
                .filter(status -> target.version().isEmpty() || status.version().equals(target.version()))
                .sorted(Comparator.comparing(ModelStatus::version, Versions.ORDER.reversed()))
                .toList();
        if (versions.isEmpty()) {
            throw new RefusedException(fault(target, named(now, target), now));
        }
        return versions;
    }

    /** Whether any model is ready and, if the default model has a name, that one. */
    boolean ready() {
        Picture now = picture;
        if (rule.name().isEmpty()) {
            return now.all().stream().anyMatch(status -> status.state() == ModelState.READY);
        }
        Named byDefault = now.byDefault();
        return byDefault != null && byDefault.newest() != null;
    }

    /**
     * Checks that the default model, if it has a name, is there, ready or not.
     *
     * @throws IllegalArgumentException if others are, but not that one
     */
    void requireDefault() {
        Picture now = picture;
        if (!rule.name().isEmpty() && now.byDefault() == null && !now.byName().isEmpty()) {
            throw new IllegalArgumentException("the default model must be one of the models "
                    + now.byName().keySet() + ", found \"" + rule.name() + "\"");
        }
    }

    /**
     * Says what has become of a source of models (a file, say): it takes the place of what the source said before.
     *
     * @throws IllegalArgumentException if it is ready, and another source gives that version of that model already
     */
    synchronized void put(String source, ModelStatus status) {
        requireFree(status, source::equals);
        bySource.put(source, status);
        picture = picture();
    }

    private void requireFree(ModelStatus status, Predicate<String> replaced) {
        Names.require(status.name());
        bySource.forEach((other, known) -> {
            boolean same = known.name().equals(status.name()) && known.version().equals(status.version());
            if (same && !replaced.test(other) && known.model() != null && status.model() != null) {
                throw new IllegalArgumentException("served models must have distinct names and versions, found \""
                        + status.name() + "\" " + status.version() + " twice");
            }
        });
    }

    /** Whether anything is known of a source. */
    synchronized boolean knows(String source) {
        return bySource.containsKey(source);
    }

    /**
     * {@link #put}, and at the same moment forgets the sources whose names go on with a space.
     *
     * @throws IllegalArgumentException as {@link #put}
     */
    synchronized void swap(String source, ModelStatus status) {
        requireFree(status, other -> other.equals(source) || other.startsWith(source + " "));
        bySource.keySet().removeIf(other -> other.startsWith(source + " "));
        bySource.put(source, status);
        picture = picture();
    }

    /** Why the source's model is not ready, or its replacement; empty if nothing is known. */
    synchronized String reason(String source) {
        ModelStatus status = bySource.get(source);
        return status == null ? "" : status.reason();
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
        String byDefault = rule.of(byName.keySet());
        return new Picture(List.copyOf(bySource.values()), byName, byDefault == null ? null : byName.get(byDefault));
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
