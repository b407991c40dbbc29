package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults of ours: the log has what happened, the client an id by which to ask for it. */
final class Failures implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PredictServer.class);

    private static final int MAX_CAUSES = 8;

    private final Router next;

    Failures(Router next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        try {
            next.handleRequest(exchange);
        } catch (RuntimeException e) {
            answer(exchange, next.wording(Paths.of(exchange)), e);
        }
    }

    /** Types and places, without the messages: those could quote what a client sent. */
    private static String trace(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable next = failure;
        for (int depth = 0; next != null && depth < MAX_CAUSES; depth++) {
            text.append(depth == 0 ? "" : " caused by ").append(next.getClass().getName());
            for (StackTraceElement place : next.getStackTrace()) {
                text.append(" at ").append(place);
            }
            next = next.getCause();
        }
        return text.toString();
    }

    static void answer(HttpServerExchange exchange, Wording wording, RuntimeException failure) {
        if (exchange.isComplete()) {
            // Answered in full; what failed is making the connection ready for the next request, as in a stop.
            LOG.debug("connection given up after its answer: {}", trace(failure));
            return;
        }
        String id = log(failure);
        if (exchange.isResponseStarted()) {
            exchange.endExchange();
        } else {
            Problem problem = Problem.of(500, "internal_error", "internal error, id " + id);
            Answers.refuseAndClose(exchange, wording, problem);
        }
    }

    /** Logs the failure, under the id that is returned. */
    static String log(RuntimeException failure) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.error("internal error {}: {}", id, trace(failure));
        return id;
    }
}
