package io.github.predict4j.http.server;

import io.github.predict4j.bundle.Bundle;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP server of predictions. It exists from {@link Builder#start} to {@link #stop}; several may run in one
 * JVM. Thread-safe.
 *
 * <pre>{@code
 * PredictServer server = PredictServer.builder()
 *         .bundle(Bundle.read(Path.of("iris.predict")))
 *         .port(8080)
 *         .start();
 * }</pre>
 *
 * <p>{@code docs/http-api.md} describes what it answers.
 */
public final class PredictServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PredictServer.class);

    /** How long {@link #stop} waits for requests in flight. */
    private static final Duration FINISH_TIME = Duration.ofSeconds(15);

    private final Http http;
    private final InetSocketAddress address;
    private final Service service;
    private final Lifecycle lifecycle;
    private final Duration drainDelay;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private PredictServer(Http http, Service service, Duration drainDelay) {
        this.http = http;
        this.service = service;
        this.lifecycle = service.lifecycle();
        this.address = http.address();
        this.drainDelay = drainDelay;
    }

    /** A builder of a server on the loopback address and any free port. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Loads what every server needs, so that the first one starts sooner: for a program that has something else to do
     * meanwhile, on another thread. Whoever does not call it waits for the same in {@link Builder#start}.
     */
    public static void preload() {
        Http.preload();
    }

    /** The address it listens on. */
    public InetSocketAddress address() {
        return address;
    }

    /** The port it listens on; if 0 was asked for, the one that was found. */
    public int port() {
        return address.getPort();
    }

    /**
     * Whether requests should be sent to it: every model that was there at the start has been loaded, at least one is
     * still served, the default model too if it was named, and the server is neither stopped nor about to.
     */
    public boolean ready() {
        return service.readiness().ready();
    }

    /**
     * Waits until the files and directories of the builder have been read once; or until the server is stopped.
     *
     * @throws IOException if one of the files that were named cannot be served; a line for each says which and why. What
     *     cannot be served of a directory only makes the server not ready, until the file is replaced
     * @throws IllegalArgumentException if a mount names no served model, or a field that its model does not have; where there
     *     is a directory, a mount may name a model that is yet to come. If there are models, but not the one that was named
     *     as the default
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitLoaded() throws IOException, InterruptedException {
        service.awaitLoaded();
    }

    /**
     * Serves a bundle's model from now on, in place of what bundles of that name were served. No request fails: those
     * that have begun are answered by the old model, those that begin later by the new one. Until the last old request
     * has ended, both are in memory. Warms up first, if the builder says so.
     *
     * @throws IllegalArgumentException if it has no model, or a file gives that version of that model
     */
    public void swap(Bundle bundle) {
        service.swap(bundle);
        LOG.info("serving {} from now on", bundle);
    }

    /**
     * Stops: says that it is not ready, serves on for the drain delay, accepts no more connections, finishes the requests
     * in flight (15 seconds at most), and closes. Returns when that is done, whoever began it; a second call changes
     * nothing. If the thread is interrupted the drain delay is cut short and requests are not waited for. Not for a
     * thread that answers a request.
     */
    public void stop() {
        if (stopping.compareAndSet(false, true)) {
            shutDown();
            stopped.countDown();
        }
        awaitStop();
    }

    /** {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /** Waits until the server has stopped. If the thread is interrupted it waits no longer and stays interrupted. */
    public void awaitStop() {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown() {
        LOG.info("draining for {}", drainDelay);
        lifecycle.drain();
        try {
            TimeUnit.NANOSECONDS.sleep(drainDelay.toNanos());
            lifecycle.close();
            http.stopListening();
            if (!lifecycle.awaitQuiet(FINISH_TIME)) {
                LOG.warn("requests still in flight after {} are cut off", FINISH_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            service.close();
            http.close();
            LOG.info("stopped");
        }
    }

    /** What to serve, where, and within which limits. */
    public static final class Builder {
        private final List<Bundle> bundles = new ArrayList<>();
        private final List<Path> files = new ArrayList<>();
        private final List<Path> directories = new ArrayList<>();
        private final List<PublicKey> trusted = new ArrayList<>();
        private final List<Mount> mounts = new ArrayList<>();
        private String defaultModel = "";
        private String host = "127.0.0.1";
        private int port;
        private HttpLimits limits = HttpLimits.DEFAULTS;
        private Duration drainDelay = Duration.ZERO;
        private int warmUps;
        private LongSupplier clock = System::nanoTime;
        private OwnAnswers answers = new OwnAnswers(null, null);

        private Builder() {}

        /** For tests: the clock, in nanoseconds, that the time in the queue is measured with. */
        Builder clock(LongSupplier nanos) {
            this.clock = nanos;
            return this;
        }

        /** Serves that bundle's model under its name; the first one is the default model. */
        public Builder bundle(Bundle bundle) {
            bundles.add(bundle);
            return this;
        }

        /**
         * Serves the bundle in that file under its own name; the first one is the default model, if there is no
         * {@link #bundle}. It is read while the server begins to listen, and again whenever it is replaced.
         */
        public Builder file(Path bundle) {
            files.add(bundle);
            return this;
        }

        /**
         * Serves what is in that directory, now and later: {@code NAME.predict} under that name, and
         * {@code NAME/VERSION.predict} under that name and version. Models come, are replaced and go with their files. To
         * publish one, write it elsewhere on the same file system and rename it into its place. If there is only one model,
         * it is the default model; of several, {@link #defaultModel} says which.
         */
        public Builder models(Path directory) {
            directories.add(directory);
            return this;
        }

        /**
         * Which model answers where no path names one ({@code /v1/predict}, {@code /invocations}), instead of the first or
         * only one. The server is ready only as long as it is.
         *
         * @param name the model's name
         * @throws IllegalArgumentException if no model can have that name
         */
        public Builder defaultModel(String name) {
            this.defaultModel = Names.require(name);
            return this;
        }

        /** Requires of files a signature by one of those Ed25519 keys, as {@link Bundle#readSigned} does. */
        public Builder trustedKeys(Collection<? extends PublicKey> keys) {
            trusted.addAll(keys);
            return this;
        }

        /**
         * How often a model is asked for predictions of its golden rows before it is served; 0 if not given.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder warmUp(int predictions) {
            if (predictions < 0) {
                throw new IllegalArgumentException("warmUp must not be negative, found " + predictions);
            }
            this.warmUps = predictions;
            return this;
        }

        /** Puts a served model on another path, too. */
        public Builder mount(Mount mount) {
            mounts.add(mount);
            return this;
        }

        /**
         * What unknown paths are answered, with 404: for clients that know another form than our problem.
         *
         * @param json a JSON text
         * @throws IllegalArgumentException if it is none
         */
        public Builder notFound(String json) {
            answers = new OwnAnswers(json, answers.healthy());
            return this;
        }

        /**
         * What {@code GET /health} answers as long as the server is ready, instead of the state of every model.
         *
         * @param json a JSON text
         * @throws IllegalArgumentException if it is none
         */
        public Builder health(String json) {
            answers = new OwnAnswers(answers.notFound(), json);
            return this;
        }

        /** The address to listen on: a name or an IP address; 127.0.0.1 if not given, so only this machine can ask. */
        public Builder host(String name) {
            this.host = name;
            return this;
        }

        /**
         * The port to listen on; 0, the default, is any that is free.
         *
         * @throws IllegalArgumentException if it is not in [0, 65535]
         */
        public Builder port(int number) {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("port must be in [0, 65535], found " + number);
            }
            this.port = number;
            return this;
        }

        /** How much clients may ask for. */
        public Builder limits(HttpLimits most) {
            this.limits = most;
            return this;
        }

        /**
         * How long {@link PredictServer#stop} serves on after it has said that it is not ready, so that load balancers
         * can learn of it; none if not given.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder drainDelay(Duration delay) {
            if (delay.isNegative()) {
                throw new IllegalArgumentException("drainDelay must not be negative, found " + delay);
            }
            this.drainDelay = delay;
            return this;
        }

        /**
         * Starts the server; it is ready when this returns, unless files are to be read: {@link PredictServer#awaitLoaded}.
         *
         * @throws IOException if it cannot listen there, or a directory of models is not there
         * @throws IllegalArgumentException if there is nothing to serve, two bundles have one name and version, one has no
         *     model, there are bundles but not of the default model, or a mount names no served model, a path that is taken,
         *     or a field that its model does not have
         */
        public PredictServer start() throws IOException {
            Service service = new Service(settings());
            service.start();
            PredictServer server = new PredictServer(listen(service), service, drainDelay);
            LOG.info("serving {} {} {} at {}", bundles, files, directories, server.address);
            return server;
        }

        private Http listen(Service service) throws IOException {
            try {
                return Http.listen(host, port, limits, service.handler());
            } catch (IOException e) {
                service.close();
                throw e;
            }
        }

        Service.Settings settings() {
            return new Service.Settings(
                    List.copyOf(bundles),
                    new ModelPlaces(List.copyOf(files), List.copyOf(directories)),
                    defaultModel,
                    List.copyOf(mounts),
                    answers,
                    limits,
                    List.copyOf(trusted),
                    warmUps,
                    clock);
        }
    }
}
