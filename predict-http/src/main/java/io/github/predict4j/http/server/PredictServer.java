package io.github.predict4j.http.server;

import io.github.predict4j.bundle.Bundle;
import io.github.predict4j.http.protocol.ModelStatus;
import io.github.predict4j.http.protocol.ServedModel;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Lifecycle lifecycle;
    private final Duration drainDelay;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private PredictServer(Http http, Lifecycle lifecycle, Duration drainDelay) {
        this.http = http;
        this.lifecycle = lifecycle;
        this.address = http.address();
        this.drainDelay = drainDelay;
    }

    /** A builder of a server on the loopback address and any free port. */
    public static Builder builder() {
        return new Builder();
    }

    /** The address it listens on. */
    public InetSocketAddress address() {
        return address;
    }

    /** The port it listens on; if 0 was asked for, the one that was found. */
    public int port() {
        return address.getPort();
    }

    /** Whether it is neither stopped nor about to. */
    public boolean ready() {
        return lifecycle.ready();
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
            http.close();
            LOG.info("stopped");
        }
    }

    /** What to serve, where, and within which limits. */
    public static final class Builder {
        private final List<Bundle> bundles = new ArrayList<>();
        private final List<Mount> mounts = new ArrayList<>();
        private String host = "127.0.0.1";
        private int port;
        private HttpLimits limits = HttpLimits.DEFAULTS;
        private Duration drainDelay = Duration.ZERO;
        private LongSupplier clock = System::nanoTime;

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

        /** Puts a served model on another path, too. */
        public Builder mount(Mount mount) {
            mounts.add(mount);
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
         * Starts the server; it is ready when this returns.
         *
         * @throws IOException if it cannot listen there
         * @throws IllegalArgumentException if there is no bundle, two have one name, one has no model, or a mount names
         *     no served model, a path that is taken, or a field that its model does not have
         */
        public PredictServer start() throws IOException {
            Lifecycle lifecycle = new Lifecycle();
            Router router = Routes.of(models(), mounts, limits, new Workers(limits, clock), lifecycle);
            HttpHandler failures = Handlers.httpContinueRead(new Failures(router));
            HttpHandler handler = lifecycle.around(new FramingGuard(router, failures));
            PredictServer server = new PredictServer(Http.listen(host, port, limits, handler), lifecycle, drainDelay);
            LOG.info("serving {} at {}", bundles, server.address);
            return server;
        }

        private Models models() {
            if (bundles.isEmpty()) {
                throw new IllegalArgumentException("a server must have at least one bundle, found none");
            }
            Models models = new Models(bundles.get(0).name());
            for (Bundle bundle : bundles) {
                ServedModel model = new ServedModel(bundle, limits.rows(), limits.bodyBytes());
                models.put("bundle " + models.all().size(), ModelStatus.ready(model));
            }
            return models;
        }
    }
}
