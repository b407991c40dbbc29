package io.github.predict4j.http.server;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Sends a long body piece by piece. The JDK copies all that is left of a buffer for each write, whatever the socket then
 * takes, and each thread keeps the memory for that.
 */
final class Pieces implements IoCallback {
    /** The longest piece. */
    static final int LENGTH = 1 << 16;

    private final ByteBuffer body;

    private Pieces(byte[] body) {
        this.body = ByteBuffer.wrap(body).limit(0);
    }

    static void send(HttpServerExchange exchange, byte[] body) {
        exchange.setResponseContentLength(body.length);
        Pieces pieces = new Pieces(body);
        pieces.onComplete(exchange, exchange.getResponseSender());
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        if (body.limit() == body.capacity()) {
            IoCallback.END_EXCHANGE.onComplete(exchange, sender);
        } else {
            body.limit(Math.min(body.capacity(), body.limit() + LENGTH));
            sender.send(body, this);
        }
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
        IoCallback.END_EXCHANGE.onException(exchange, sender, exception);
    }
}
