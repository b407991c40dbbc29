package io.github.predict4j.http.server;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Sends a long body piece by piece. The JDK copies all that is left of a buffer for each write, whatever the socket then
 * takes, and each thread keeps the memory for that.
 *
 * <p>The first piece is a short copy: a connection of the HTTP library keeps the buffer that went out with the head until
 * its next answer, and with the body itself an idle connection would keep all of it.
 */
final class Pieces implements IoCallback {
    /** What is longer is sent in pieces. */
    static final int SHORT = 1 << 14;

    private static final int FIRST = 1 << 10;
    private static final int LENGTH = 1 << 16;

    private final ByteBuffer body;

    private Pieces(byte[] body) {
        this.body = ByteBuffer.wrap(body, FIRST, 0);
    }

    /** Sends a body that is not {@link #SHORT}. */
    static void send(HttpServerExchange exchange, byte[] body) {
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(Arrays.copyOf(body, FIRST)), new Pieces(body));
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
