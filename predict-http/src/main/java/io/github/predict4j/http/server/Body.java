package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.io.Receiver;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private final Workers workers;
    private final Wording wording;
    private final Consumer<byte[]> next;
    private final List<byte[]> parts = new ArrayList<>(1);
    private int length;
    private boolean hasRoom;
    private @Nullable Problem refusal;
    private boolean ended;
    private XnioExecutor.@Nullable Key deadline;

    private Body(HttpLimits limits, Workers workers, Wording wording, Consumer<byte[]> next) {
        this.limits = limits;
        this.workers = workers;
        this.wording = wording;
        this.next = next;
    }

    /** Reads the body and gives it to {@code next}, or answers with 413, or with 503 if there are too many long ones. */
    static void read(
            HttpServerExchange exchange, HttpLimits limits, Workers workers, Wording wording, Consumer<byte[]> next) {
        Body body = new Body(limits, workers, wording, next);
        long announced = exchange.getRequestContentLength();
        if (announced > limits.bodyBytes()) {
            body.refusal = tooLarge(limits);
            boolean asks = exchange.getRequestHeaders().contains(Headers.EXPECT);
            if (asks || announced > (long) HEARD_OUT * limits.bodyBytes()) {
                body.refuse(exchange, body.refusal);
                return;
            }
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

    private static Problem tooLarge(HttpLimits limits) {
        return Problem.of(413, "too_large", "a body must have at most " + limits.bodyBytes() + " bytes, found more");
    }

    /** Whether so many bytes may be kept; if not, sets the refusal. */
    private boolean admits(HttpServerExchange exchange, long bytes) {
        if (bytes > limits.bodyBytes()) {
            refusal = tooLarge(limits);
        } else if (bytes > limits.longBytes() && !hasRoom) {
            long announced = exchange.getRequestContentLength();
            hasRoom = workers.takeLongBody(exchange, announced < 0 ? limits.bodyBytes() : (int) announced);
            if (!hasRoom) {
                refusal = Workers.overload("room for a long body, found none");
            }
        }
        return refusal == null;
    }

    @Override
    public void handle(HttpServerExchange exchange, byte[] part, boolean last) {
        if (ended) {
            return;
        }
        if (refusal == null) {
            take(exchange, part);
        }
        if (last) {
            end();
            if (refusal != null) {
                refuse(exchange, refusal);
            } else {
                next.accept(whole());
            }
        }
    }

    private void take(HttpServerExchange exchange, byte[] part) {
        if (!admits(exchange, (long) length + part.length)) {
            parts.clear();
        } else if (part.length > 0) {
            parts.add(part);
            length += part.length;
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
        if (parts.size() == 1) {
            return parts.get(0); // mostly the only one, which spares a copy
        }
        byte[] whole = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        parts.clear();
        return whole;
    }

    private void refuse(HttpServerExchange exchange, Problem problem) {
        Answers.refuseAndClose(exchange, wording, problem);
    }
}
