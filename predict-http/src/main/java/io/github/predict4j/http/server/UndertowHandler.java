package io.github.predict4j.http.server;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;

/**
 * Everything that a {@link PredictServer} answers, for an Undertow of your own; below a prefix, if you like.
 *
 * <pre>{@code
 * UndertowHandler predict = UndertowHandler.of(PredictServer.builder().bundle(bundle));
 * Undertow.builder()
 *         .addHttpListener(8080, "127.0.0.1", Handlers.path(yourHandler).addPrefixPath("/ml", predict))
 *         .build()
 *         .start();
 * }</pre>
 *
 * <p>Host, port, drain delay, connections and idle time of the builder are not looked at, because the socket is yours;
 * longer work is done by your worker's threads. Set {@code UndertowOptions.DECODE_URL} to false, or query parameters are
 * decoded twice, and {@code MAX_ENTITY_SIZE} to at least 16 times {@link HttpLimits#bodyBytes}, or a body that is too
 * large resets the connection instead of being answered with 413. Thread-safe.
 */
public final class UndertowHandler implements HttpHandler, AutoCloseable {
    private final Service service;

    private UndertowHandler(Service service) {
        this.service = service;
    }

    /**
     * The handler of what a builder describes; files that it names are being read when this returns.
     *
     * @throws IOException as {@link PredictServer.Builder#start}
     * @throws IllegalArgumentException as {@link PredictServer.Builder#start}
     */
    public static UndertowHandler of(PredictServer.Builder settings) throws IOException {
        Service service = new Service(settings.settings());
        service.start();
        return new UndertowHandler(service);
    }

    /** Whether requests should be sent here, as {@link PredictServer#ready}. */
    public boolean ready() {
        return service.readiness().ready();
    }

    /** {@inheritDoc} */
    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        service.handler().handleRequest(exchange);
    }

    /** Is not ready any more, and looks at files no more; requests are answered as ever. */
    @Override
    public void close() {
        service.lifecycle().drain();
        service.close();
    }
}
