package io.github.predict4j.http.server;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.predict4j.http.protocol.Problem;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Sends answers, all with the same headers. */
final class Answers {
    private static final String JSON = "application/json";
    private static final HttpString CONTENT_TYPE_OPTIONS = new HttpString("X-Content-Type-Options");
    private static final HttpString CONTENT_SECURITY_POLICY = new HttpString("Content-Security-Policy");
    private static final String NOTHING_LOADS = "default-src 'none'; frame-ancestors 'none'";

    private Answers() {}

    static void json(HttpServerExchange exchange, int status, byte[] body) {
        send(exchange, status, JSON, body);
    }

    static void json(HttpServerExchange exchange, int status, String body) {
        json(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Refuses: with a problem, or in the form {@code {"error": text}} where clients of another protocol ask. */
    static void problem(HttpServerExchange exchange, Problem problem) {
        if (problem.status() == 503) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, "1");
        }
        String path = Paths.of(exchange.getRequestURI());
        if (path.equals("/v2") || path.startsWith("/v2/")) {
            json(exchange, problem.status(), "{\"error\":\"" + quote(problem.detail()) + "\"}");
        } else {
            send(exchange, problem.status(), Problem.MEDIA_TYPE, problem.toJson(Paths.plain(path) ? path : ""));
        }
    }

    /** {@link #problem}, after which no other request may come on this connection. */
    static void problemAndClose(HttpServerExchange exchange, Problem problem) {
        close(exchange);
        problem(exchange, problem);
    }

    /** Makes this the connection's last request. */
    static void close(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
    }

    private static String quote(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static void send(HttpServerExchange exchange, int status, String type, byte[] body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, type)
                .put(Headers.CACHE_CONTROL, "no-store")
                .put(CONTENT_TYPE_OPTIONS, "nosniff")
                .put(CONTENT_SECURITY_POLICY, NOTHING_LOADS);
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
