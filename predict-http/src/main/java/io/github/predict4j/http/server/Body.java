package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
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
    /**
     * Up to how many times the limit a body is taken in and thrown away. Whoever closes while the other side still sends
     * resets the connection, and the answer may be lost with it; so a client that is a little over the limit is heard out.
     */
    static final int HEARD_OUT = 16;

    private final HttpLimits limits;
    private final Wording wording;
    private final Consumer<byte[]> next;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private byte[] first = new byte[0];
    private boolean tooLarge;
    private boolean ended;
    private XnioExecutor.@Nullable Key deadline;

    private Body(HttpLimits limits, Wording wording, Consumer<byte[]> next) {
        this.limits = limits;
        this.wording = wording;
        this.next = next;
    }

    /** Reads the body and gives it to {@code next}, or answers with 413. */
    static void read(HttpServerExchange exchange, HttpLimits limits, Wording wording, Consumer<byte[]> next) {
        Body body = new Body(limits, wording, next);
        long announced = exchange.getRequestContentLength();
        body.tooLarge = announced > limits.bodyBytes();
        boolean asks = exchange.getRequestHeaders().contains(Headers.EXPECT);
        if (body.tooLarge && (asks || announced > (long) HEARD_OUT * limits.bodyBytes())) {
            body.refuse(exchange);
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
        if (!tooLarge) {
            take(part);
        }
        if (last) {
            end();
            if (tooLarge) {
                refuse(exchange);
            } else {
                next.accept(whole());
            }
        }
    }

    private void take(byte[] part) {
        if (first.length + bytes.size() + part.length > limits.bodyBytes()) {
            tooLarge = true;
            first = new byte[0];
            bytes = new ByteArrayOutputStream(0);
        } else if (first.length == 0) {
            first = part; // mostly the only one, which spares a copy
        } else {
            bytes.write(part, 0, part.length);
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

    private void refuse(HttpServerExchange exchange) {
        Answers.refuseAndClose(
                exchange,
                wording,
                Problem.of(413, "too_large", "a body must have at most " + limits.bodyBytes() + " bytes, found more"));
    }
}
