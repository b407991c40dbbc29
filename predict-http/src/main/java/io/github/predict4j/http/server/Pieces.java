package io.github.predict4j.http.server;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

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

    private final Iterator<byte[]> parts;

    /** Its limit is where the last piece ended. */
    private ByteBuffer part;

    private Pieces(Iterator<byte[]> parts, ByteBuffer part) {
        this.parts = parts;
        this.part = part;
    }

    /** Sends a body that is not {@link #SHORT}. */
    static void send(HttpServerExchange exchange, List<byte[]> parts) {
        exchange.setResponseContentLength(
                parts.stream().mapToLong(part -> part.length).sum());
        Iterator<byte[]> all = parts.iterator();
        byte[] part = all.next();
        int first = Math.min(FIRST, part.length);
        exchange.getResponseSender()
                .send(ByteBuffer.wrap(Arrays.copyOf(part, first)), new Pieces(all, ByteBuffer.wrap(part, first, 0)));
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        if (part.limit() == part.capacity()) {
            if (!parts.hasNext()) {
                IoCallback.END_EXCHANGE.onComplete(exchange, sender);
                return;
            }
            part = ByteBuffer.wrap(parts.next()).limit(0);
        }
        part.limit(Math.min(part.capacity(), part.limit() + LENGTH));
        sender.send(part, this);
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
        IoCallback.END_EXCHANGE.onException(exchange, sender, exception);
    }
}
