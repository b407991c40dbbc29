package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Takes in one body, within the limits, on the connection's io thread. Memory grows with what arrives, not with what the
 * client announces. If the body is there already, the next step runs at once.
 */
final class Body implements Receiver.PartialBytesCallback, Receiver.ErrorCallback {
    private final HttpLimits limits;
    private final Consumer<byte[]> next;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private byte[] first = new byte[0];
    private boolean ended;
    private XnioExecutor.@Nullable Key deadline;

    private Body(HttpLimits limits, Consumer<byte[]> next) {
        this.limits = limits;
        this.next = next;
    }

    /** Reads the body and gives it to {@code next}, or answers with 413. */
    static void read(HttpServerExchange exchange, HttpLimits limits, Consumer<byte[]> next) {
        Body body = new Body(limits, next);
        if (exchange.getRequestContentLength() > limits.bodyBytes()) {
            Answers.problemAndClose(exchange, body.tooLarge());
            return;
        }
        exchange.getRequestReceiver().receivePartialBytes(body, body);
        if (!body.ended) {
            // A client that sends a byte now and then is never idle, so the whole body has a deadline, too.
            body.deadline = exchange.getIoThread()
                    .executeAfter(
                            () -> IoUtils.safeClose(exchange.getConnection()),
                            limits.bodyTime().toMillis(),
                            TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void handle(HttpServerExchange exchange, byte[] part, boolean last) {
        if (ended) {
            return;
        }
        if (first.length + bytes.size() + part.length > limits.bodyBytes()) {
            end();
            exchange.getRequestReceiver().pause();
            Answers.problemAndClose(exchange, tooLarge());
            return;
        }
        if (first.length == 0) {
            first = part; // mostly the only one, which spares a copy
        } else {
            bytes.write(part, 0, part.length);
        }
        if (last) {
            end();
            next.accept(whole());
        }
    }

    /** The connection broke, or its client was silent for too long: nobody is left to be answered. */
    @Override
    public void error(HttpServerExchange exchange, IOException e) {
        end();
        IoUtils.safeClose(exchange.getConnection());
    }

    private void end() {
        ended = true;
        if (deadline != null) {
            deadline.remove();
        }
    }

    private byte[] whole() {
        if (bytes.size() == 0) {
            return first;
        }
        byte[] whole = new byte[first.length + bytes.size()];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(bytes.toByteArray(), 0, whole, first.length, bytes.size());
        return whole;
    }

    private Problem tooLarge() {
        return Problem.of(413, "too_large", "a body must have at most " + limits.bodyBytes() + " bytes, found more");
    }
}
