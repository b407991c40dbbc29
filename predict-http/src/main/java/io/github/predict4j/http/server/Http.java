package io.github.predict4j.http.server;

import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * The HTTP library at work: one listening socket, its threads, and every limit that counts before a handler runs.
 *
 * <p>Put together here and not by {@code io.undertow.Undertow}, because that cannot stop listening without cutting off the
 * requests in flight.
 */
final class Http {
    /** One of them is faster than two on two processors, and leaves workers the other one. */
    static final int IO_THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_HEADERS = 64;
    static final int MAX_PARAMETERS = 16;
    private static final int REQUEST_PARSE_MILLIS = 10_000;
    private static final int NO_REQUEST_MILLIS = 30_000;
    private static final int BACKLOG = 1000;
    private static final int BUFFER_BYTES = 16 << 10;
    private static final long TERMINATION_SECONDS = 1;

    private final XnioWorker worker;
    private final HttpOpenListener connections;
    private final AcceptingChannel<StreamConnection> socket;

    private Http(XnioWorker worker, HttpOpenListener connections, AcceptingChannel<StreamConnection> socket) {
        this.worker = worker;
        this.connections = connections;
        this.socket = socket;
    }

    /** {@link PredictServer#preload}. */
    static void preload() {
        Xnio.getInstance(Http.class.getClassLoader());
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if that address cannot be had, saying which
     */
    static Http listen(String host, int port, HttpLimits limits, HttpHandler handler) throws IOException {
        XnioWorker worker = Xnio.getInstance(Http.class.getClassLoader()).createWorker(threads(limits));
        HttpOpenListener connections =
                new HttpOpenListener(new DefaultByteBufferPool(true, BUFFER_BYTES), protocol(limits));
        connections.setRootHandler(handler);
        IdleTime idleTime = new IdleTime(limits.idleTime(), System::nanoTime);
        idleTime.start(worker.getIoThread());
        try {
            AcceptingChannel<StreamConnection> socket = worker.createStreamConnectionServer(
                    new InetSocketAddress(InetAddress.getByName(host), port),
                    ChannelListeners.openListenerAdapter(accepted(connections, idleTime)),
                    sockets());
            socket.resumeAccepts();
            return new Http(worker, connections, socket);
        } catch (IOException e) {
            worker.shutdownNow();
            throw new IOException("cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    /** What is done with a new connection. */
    private static ChannelListener<StreamConnection> accepted(HttpOpenListener connections, IdleTime idleTime) {
        return connection -> {
            idleTime.watch(connection);
            connection
                    .getSinkChannel()
                    .setConduit(new OneWrite(connection.getSinkChannel().getConduit()));
            connections.handleEvent(connection);
        };
    }

    /** Where it listens. */
    InetSocketAddress address() {
        return socket.getLocalAddress(InetSocketAddress.class);
    }

    /** Accepts no more connections; those that are open stay so. */
    void stopListening() {
        IoUtils.safeClose(socket);
    }

    /** Closes everything, and waits a moment for work that cannot be interrupted. */
    void close() {
        stopListening();
        connections.closeConnections();
        worker.shutdown();
        try {
            if (!worker.awaitTermination(TERMINATION_SECONDS, TimeUnit.SECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static OptionMap threads(HttpLimits limits) {
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, IO_THREADS)
                .set(Options.WORKER_TASK_CORE_THREADS, limits.workers())
                .set(Options.WORKER_TASK_MAX_THREADS, limits.workers())
                .set(Options.CONNECTION_HIGH_WATER, limits.connections())
                .set(Options.CONNECTION_LOW_WATER, limits.connections())
                .set(Options.TCP_NODELAY, true)
                .getMap();
    }

    private static OptionMap sockets() {
        return OptionMap.builder()
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BACKLOG, BACKLOG)
                .getMap();
    }

    private static OptionMap protocol(HttpLimits limits) {
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .set(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
                // The body's own limit answers with 413; this one, behind it, would reset the connection.
                .set(UndertowOptions.MAX_ENTITY_SIZE, (long) Body.HEARD_OUT * limits.bodyBytes())
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_PARSE_MILLIS)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, NO_REQUEST_MILLIS)
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .getMap();
    }
}
