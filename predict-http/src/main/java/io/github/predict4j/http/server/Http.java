package io.github.predict4j.http.server;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import org.xnio.Options;

/** Sets up the HTTP library: every limit that has to be known before a handler runs. */
final class Http {
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_HEADERS = 64;
    private static final int MAX_PARAMETERS = 16;
    private static final int REQUEST_PARSE_MILLIS = 10_000;
    private static final int NO_REQUEST_MILLIS = 30_000;
    private static final int BACKLOG = 1000;

    private Http() {}

    static Undertow server(String host, int port, HttpLimits limits, HttpHandler handler) {
        int idleMillis = (int) limits.idleTime().toMillis();
        return Undertow.builder()
                .addHttpListener(port, host)
                .setWorkerThreads(limits.workers())
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
                // The body's own limit answers with 413; this one, behind it, would reset the connection.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, 2L * limits.bodyBytes())
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, REQUEST_PARSE_MILLIS)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, NO_REQUEST_MILLIS)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setSocketOption(Options.READ_TIMEOUT, idleMillis)
                .setSocketOption(Options.WRITE_TIMEOUT, idleMillis)
                .setSocketOption(Options.BACKLOG, BACKLOG)
                .setWorkerOption(Options.CONNECTION_HIGH_WATER, limits.connections())
                .setWorkerOption(Options.CONNECTION_LOW_WATER, limits.connections())
                .setHandler(handler)
                .build();
    }

    static void start(Undertow undertow, String host, int port) throws IOException {
        try {
            undertow.start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException("cannot listen on " + host + ":" + port + ": " + cause.getMessage(), cause);
            }
            throw e;
        }
    }
}
