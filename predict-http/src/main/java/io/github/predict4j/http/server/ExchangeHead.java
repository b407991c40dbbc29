package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.RequestHead;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request of the HTTP library says before its body.
 *
 * @param exchange noted when it came, by {@link Metrics#measure}
 * @param workers who may have to work on it
 */
record ExchangeHead(HttpServerExchange exchange, Workers workers) implements RequestHead {
    @Override
    public String path() {
        return Paths.of(exchange);
    }

    @Override
    public @Nullable String header(String name) {
        HeaderValues values = exchange.getRequestHeaders().get(HttpString.tryFromString(name));
        if (values == null || values.size() == 1) {
            return values == null ? null : values.getFirst();
        }
        return String.join(", ", values);
    }

    @Override
    public @Nullable String query(String name) {
        if (exchange.getQueryString().isEmpty()) {
            return null; // before the library makes a map of none
        }
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null || values.isEmpty() ? null : decoded(values.getFirst());
    }

    @Override
    public Map<String, List<String>> queries() {
        Map<String, List<String>> queries = new LinkedHashMap<>();
        exchange.getQueryParameters()
                .forEach((name, values) -> queries.computeIfAbsent(decoded(name), n -> new ArrayList<>())
                        .addAll(values.stream().map(ExchangeHead::decoded).toList()));
        return queries;
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return raw;
        }
    }

    @Override
    public long ageNanos() {
        return System.nanoTime() - exchange.getRequestStartTime();
    }

    @Override
    public void betweenPieces() {
        if (!exchange.isInIoThread()) {
            workers.giveWay().betweenPieces();
        }
    }
}
