package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Answer;
import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Sends answers, with the headers that keep browsers and caches from making more of them. */
final class Answers {
    private static final String NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";

    private Answers() {}

    static void json(HttpServerExchange exchange, int status, String body) {
        send(exchange, new Answer(status, Answer.JSON, body.getBytes(StandardCharsets.UTF_8), Map.of()));
    }

    static void send(HttpServerExchange exchange, Answer answer) {
        begin(exchange, answer.status(), answer.mediaType());
        if (!answer.headers().isEmpty()) {
            HeaderMap headers = exchange.getResponseHeaders();
            answer.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        }
        List<byte[]> parts = answer.parts();
        if (parts.size() == 1 && parts.get(0).length <= Pieces.SHORT) {
            exchange.getResponseSender().send(ByteBuffer.wrap(parts.get(0)));
        } else {
            Pieces.send(exchange, parts);
        }
    }

    /**
     * Sets the status and the headers of an answer whose body is to follow. What answers POST is no page, so it goes without
     * the policy of one, whose 70 bytes are written one by one.
     */
    static void begin(HttpServerExchange exchange, int status, String mediaType) {
        exchange.setStatusCode(status);
        HeaderMap headers = exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, mediaType)
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        if (!exchange.getRequestMethod().equals(Methods.POST)) {
            headers.put(Headers.CONTENT_SECURITY_POLICY, NOTHING_LOADS);
        }
    }

    /** Refuses, in the words of the route's family. */
    static void refuse(HttpServerExchange exchange, Wording wording, Problem problem) {
        if (problem.status() == 503) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        }
        String path = Paths.of(exchange);
        send(exchange, wording.refusal(problem, Paths.plain(path) ? path : ""));
    }

    /** {@link #refuse}, after which no other request may come on this connection. */
    static void refuseAndClose(HttpServerExchange exchange, Wording wording, Problem problem) {
        close(exchange);
        refuse(exchange, wording, problem);
    }

    /** Makes this the connection's last request. */
    static void close(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
    }
}
