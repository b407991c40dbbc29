package io.github.predict4j.http.server;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.ServedModel;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.LongSupplier;

/** Models behind a handler: everything of a server but its socket. */
final class Service implements AutoCloseable {
    private static final String BUNDLE = "bundle ";

    private final Models models;
    private final ModelLoader loader;
    private final ModelFiles files;
    private final ModelWatch watch;
    private final List<Mount> mounts;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Readiness readiness;
    private final Router router;
    private final HttpHandler handler;

    /**
     * What to serve, and within which limits.
     *
     * @param bundles bundles that were read
     * @param places where other bundles are
     * @param defaultModel the name of the default model; empty if none was named
     * @param answers answers in the place of ours
     * @param trusted whose signature those must have; if empty, none
     * @param clock the time in nanoseconds
     */
    record Settings(
            List<Bundle> bundles,
            ModelPlaces places,
            String defaultModel,
            List<Mount> mounts,
            OwnAnswers answers,
            HttpLimits limits,
            List<PublicKey> trusted,
            int warmUps,
            LongSupplier clock) {}

    /**
     * @throws IOException if a directory of models is not there
     * @throws IllegalArgumentException if there is nothing to serve, or bundles or mounts do not fit together
     */
    Service(Settings settings) throws IOException {
        ModelPlaces places = settings.places();
        if (settings.bundles().isEmpty() && places.none()) {
            throw new IllegalArgumentException("a server must have at least one bundle, found none");
        }
        places.check();
        this.models = new Models(byDefault(settings));
        this.loader = new ModelLoader(settings.limits(), settings.trusted(), settings.warmUps());
        settings.bundles().forEach(this::add);
        Metrics metrics = new Metrics(models);
        Workers workers = new Workers(settings.limits(), settings.clock(), metrics);
        metrics.gauge("predict_in_flight_requests", "Requests that are being answered.", lifecycle::inFlight);
        metrics.gauge("predict_queue_depth", "Requests that wait for a worker.", workers::waiting);
        this.files = new ModelFiles(places, loader, models, metrics, settings.clock());
        this.watch = new ModelWatch(files, places);
        this.readiness = new Readiness(lifecycle, models, files);
        this.mounts = settings.mounts();
        Routes routes = new Routes(models, settings.limits(), workers, metrics);
        this.router = routes.all(mounts, settings.answers(), readiness);
        if (places.none()) {
            models.requireDefault();
            checkMounts();
            files.look();
        }
        HttpHandler failures = Handlers.httpContinueRead(new Failures(router));
        this.handler = lifecycle.around(new FramingGuard(router, failures));
    }

    private static Models.Default byDefault(Settings settings) {
        if (!settings.defaultModel().isEmpty()) {
            return Models.Default.named(settings.defaultModel());
        }
        boolean inOrder =
                !settings.bundles().isEmpty() || !settings.places().files().isEmpty();
        return inOrder ? Models.Default.FIRST : Models.Default.ONLY;
    }

    private void add(Bundle bundle) {
        ServedModel model = loader.load(bundle);
        String source = BUNDLE + model.name();
        models.put(models.knows(source) ? source + " " + model.version() : source, ModelStatus.ready(model));
    }

    /** {@link PredictServer#swap}. */
    void swap(Bundle bundle) {
        ServedModel model = loader.load(bundle);
        models.swap(BUNDLE + model.name(), ModelStatus.ready(model));
    }

    Router router() {
        return router;
    }

    HttpHandler handler() {
        return handler;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    Readiness readiness() {
        return readiness;
    }

    /** Begins to load files, if there are any to load. */
    void start() {
        if (!files.places().none()) {
            watch.start();
        }
    }

    /** {@link PredictServer#awaitLoaded}. */
    void awaitLoaded() throws IOException, InterruptedException {
        if (files.places().none()) {
            return;
        }
        watch.awaitFirst();
        if (!lifecycle.ready()) {
            return;
        }
        IOException failure = files.failure();
        if (failure != null) {
            throw failure;
        }
        models.requireDefault();
        if (files.places().directories().isEmpty()) {
            checkMounts();
        }
    }

    private void checkMounts() {
        for (Mount mount : mounts) {
            mount.check(models);
        }
    }

    /** Loads no more files. */
    @Override
    public void close() {
        watch.close();
    }
}
