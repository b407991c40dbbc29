package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a method and a raw path; both are compared exactly. HEAD is GET without the body. */
final class Router implements HttpHandler {
    private static final String MODELS = "/v1/models/";

    private final Map<String, Map<HttpString, HttpHandler>> routes = new HashMap<>();

    /**
     * Adds a route; not after the first request.
     *
     * @throws IllegalArgumentException if there is one
     */
    Router add(HttpString method, String path, HttpHandler handler) {
        HttpHandler other =
                routes.computeIfAbsent(path, p -> new LinkedHashMap<>()).putIfAbsent(method, handler);
        if (other != null) {
            throw new IllegalArgumentException("a route must be given once, found " + method + " " + path + " twice");
        }
        return this;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = Paths.of(exchange.getRequestURI());
        Map<HttpString, HttpHandler> methods = routes.get(path);
        if (methods == null) {
            Answers.problem(exchange, notFound(path));
            return;
        }
        HttpHandler handler = handler(methods, exchange.getRequestMethod());
        if (handler == null) {
            String allow = allow(methods);
            exchange.getResponseHeaders().put(Headers.ALLOW, allow);
            Answers.problem(
                    exchange, Problem.of(405, "method_not_allowed", "the method must be " + allow + ", found another"));
            return;
        }
        handler.handleRequest(exchange);
    }

    private static @Nullable HttpHandler handler(Map<HttpString, HttpHandler> methods, HttpString method) {
        return methods.get(method.equals(Methods.HEAD) ? Methods.GET : method);
    }

    private static String allow(Map<HttpString, HttpHandler> methods) {
        return methods.keySet().stream()
                .map(method -> method.equals(Methods.GET) ? "GET, HEAD" : method.toString())
                .collect(Collectors.joining(", "));
    }

    private static Problem notFound(String path) {
        return path.startsWith(MODELS)
                ? Problem.of(404, "unknown_model", "the path must name a served model, found no such model or route")
                : Problem.of(404, "unknown_path", "the path must be one of a route, compared exactly; found another");
    }
}
