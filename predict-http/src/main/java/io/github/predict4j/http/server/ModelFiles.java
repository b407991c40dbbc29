package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.ModelState;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.ServedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the served models as the files are. Each {@link #look} finds the files that are new, other or gone. A file is
 * read when two looks in a row have seen it the same, so that one that is still being written is mostly left alone; if it
 * is read too early it is refused like any other bad file, which changes nothing. What cannot be loaded leaves the model
 * that was there before, and is not tried again until the file changes.
 */
final class ModelFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PredictServer.class);

    private final ModelPlaces places;
    private final ModelLoader loader;
    private final Models models;
    private final Metrics metrics;
    private final LongSupplier clock;
    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Set<String> awaited = new HashSet<>();
    private boolean looked;
    private volatile boolean complete;

    /** What is known of a file: how it was when it was seen last, and when it was read last. */
    private static final class Known {
        private ModelFile.@Nullable Stamp seen;
        private ModelFile.@Nullable Stamp read;
        private @Nullable ServedModel model;
        private @Nullable Exception failure;
    }

    /**
     * @param clock in nanoseconds
     * @throws IOException if a directory cannot be listed
     */
    ModelFiles(ModelPlaces places, ModelLoader loader, Models models, Metrics metrics, LongSupplier clock)
            throws IOException {
        this.places = places;
        this.loader = loader;
        this.models = models;
        this.metrics = metrics;
        this.clock = clock;
        // From the start they are there, though not ready: the first of them may be the default model.
        places.find().forEach(this::announce);
    }

    /** Where it looks. */
    ModelPlaces places() {
        return places;
    }

    /** Whether every model that was there at the start has been loaded once, or is gone. */
    boolean complete() {
        return complete;
    }

    /**
     * Looks at all files; the first time reads them at once.
     *
     * @return whether some file has changed that was not read yet, so that it is worth looking again soon
     */
    synchronized boolean look() {
        try {
            return look(places.find());
        } catch (IOException e) {
            LOG.warn("models cannot be listed, everything stays as it is: {}", e.toString());
            return false;
        }
    }

    private boolean look(List<ModelFile> files) {
        boolean unsettled = false;
        Set<String> present = new HashSet<>();
        for (ModelFile file : files) {
            present.add(file.source());
            unsettled |= look(file);
        }
        for (String source : List.copyOf(known.keySet())) {
            if (!present.contains(source)) {
                forget(source);
            }
        }
        looked = true;
        awaited.removeIf(source -> !known.containsKey(source) || model(source) != null);
        complete |= awaited.isEmpty();
        return unsettled;
    }

    private void announce(ModelFile file) {
        known.put(file.source(), new Known());
        awaited.add(file.source());
        models.put(
                file.source(), new ModelStatus(file.provisionalName(), file.version(), ModelState.LOADING, "", null));
    }

    private boolean look(ModelFile file) {
        Known before = known.computeIfAbsent(file.source(), source -> new Known());
        ModelFile.Stamp stamp = file.stamp();
        if (stamp == null && before.model != null) {
            return false; // a file that was named and then taken away: its model stays
        }
        if (before.read != null && before.read.equals(stamp)) {
            return false;
        }
        if (looked && (stamp == null || !stamp.equals(before.seen))) {
            boolean changed = stamp != null;
            before.seen = stamp;
            return changed;
        }
        before.seen = stamp;
        before.read = stamp;
        load(file, before);
        return false;
    }

    private void load(ModelFile file, Known before) {
        long begin = clock.getAsLong();
        try {
            ServedModel model = loader.load(file);
            models.put(file.source(), ModelStatus.ready(model));
            before.model = model;
            metrics.loaded(model, clock.getAsLong() - begin);
            LOG.info(
                    "{}: {} {} is served, id {}",
                    file.path(),
                    model.name(),
                    model.version(),
                    model.bundle().id());
        } catch (IOException | IllegalArgumentException e) {
            before.failure = e;
            failed(file, before.model, ModelLoader.reason(e));
        } catch (OutOfMemoryError e) {
            failed(file, before.model, "OVER_LIMIT there is not enough memory for it");
        } catch (RuntimeException e) {
            before.failure = e;
            failed(file, before.model, "internal error, id " + Failures.log(e));
        }
    }

    private void failed(ModelFile file, @Nullable ServedModel old, String reason) {
        String name = old == null ? file.provisionalName() : old.name();
        LOG.warn("{}: cannot be loaded{}: {}", file.path(), old == null ? "" : ", the old one stays", reason);
        metrics.loadFailed(name);
        if (old != null) {
            models.put(file.source(), new ModelStatus(name, old.version(), ModelState.READY, reason, old));
        } else {
            // A version that is served is another file's; the fault may be that there are two of them.
            boolean served = models.peek(new Target(name, file.version())) != null;
            String version = served ? "" : file.version();
            models.put(file.source(), new ModelStatus(name, version, ModelState.UNAVAILABLE, reason, null));
        }
    }

    private void forget(String source) {
        known.remove(source);
        models.remove(source);
        LOG.info("{}: gone, and its model with it", source);
    }

    private @Nullable ServedModel model(String source) {
        Known file = known.get(source);
        return file == null ? null : file.model;
    }

    /** What is wrong with the files that were named and cannot be served, a line for each; {@code null} if nothing is. */
    synchronized @Nullable IOException failure() {
        List<String> lines = new ArrayList<>();
        Exception cause = null;
        for (Path file : places.files()) {
            Known here = known.get(file.toString());
            if (here != null && here.model == null) {
                lines.add(file + ": " + models.reason(file.toString()));
                cause = here.failure;
            }
        }
        return lines.isEmpty() ? null : new IOException(String.join(System.lineSeparator(), lines), cause);
    }
}
