package io.github.predict4j.http.server;

import io.github.predict4j.http.protocol.Problem;
import io.github.predict4j.http.protocol.Wording;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoint of a method and a raw path; both are compared exactly. HEAD is GET without the body. Exact paths are
 * one look into a map; only then templates are tried.
 */
final class Router implements HttpHandler {
    private final Map<String, Route> exact = new HashMap<>();
    private final List<Route> templates = new ArrayList<>();
    private final Map<Predicate<String>, Wording> families = new LinkedHashMap<>();
    private final Metrics metrics;
    private @Nullable String notFound;

    /** One path or template, and what its methods do; the target of a path that is about a model but does not name it. */
    private record Route(
            Template template, Wording wording, @Nullable Target target, Map<HttpString, Endpoint> methods) {}

    Router(Metrics metrics) {
        this.metrics = metrics;
    }

    /**
     * Adds a route; not after the first request.
     *
     * @param template the path, with places as in {@link Template}, and {@code [...]} for a part that may be left out
     * @throws IllegalArgumentException if there is one
     */
    Router add(HttpString method, String template, Wording wording, Endpoint endpoint) {
        return add(method, template, wording, null, endpoint);
    }

    /**
     * {@link #add(HttpString, String, Wording, Endpoint)} of an exact path that is about a model.
     *
     * @param target the model
     */
    Router add(HttpString method, String template, Wording wording, @Nullable Target target, Endpoint endpoint) {
        for (String path : Template.optional(template)) {
            Endpoint other = route(path, wording, target).methods().putIfAbsent(method, endpoint);
            if (other != null) {
                throw new IllegalArgumentException(
                        "a route must be given once, found " + method + " " + path + " twice");
            }
        }
        return this;
    }

    private Route route(String path, Wording wording, @Nullable Target target) {
        Route known = exact.get(path);
        for (Route route : templates) {
            known = route.template().toString().equals(path) ? route : known;
        }
        if (known != null) {
            return known;
        }
        Route route = new Route(new Template(path), wording, target, new LinkedHashMap<>());
        if (route.template().exact()) {
            exact.put(path, route);
        } else {
            templates.add(route);
        }
        return route;
    }

    /** All routes, each as its method and path: {@code POST /v1/predict}. */
    List<String> routes() {
        return Stream.concat(exact.values().stream(), templates.stream())
                .flatMap(route -> route.methods().keySet().stream().map(method -> method + " " + route.template()))
                .toList();
    }

    /** How refusals of such paths are worded where no route says so. */
    Router family(Predicate<String> paths, Wording wording) {
        families.put(paths, wording);
        return this;
    }

    /** What is answered, with 404, where there is no route and no family; {@code null} for a problem. */
    Router notFound(@Nullable String json) {
        notFound = json;
        return this;
    }

    /** How refusals of a path are worded, whether there is a route or not. */
    Wording wording(String path) {
        Route route = exact.get(path);
        if (route != null) {
            return route.wording();
        }
        for (Route other : templates) {
            if (other.template().match(path) != null) {
                return other.wording();
            }
        }
        for (Map.Entry<Predicate<String>, Wording> family : families.entrySet()) {
            if (family.getKey().test(path)) {
                return family.getValue();
            }
        }
        return Wording.PROBLEM;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String path = Paths.of(exchange);
        Route route = exact.get(path);
        if (route != null) {
            handle(exchange, route, route.target());
            return;
        }
        for (Route other : templates) {
            Target target = other.template().match(path);
            if (target != null) {
                handle(exchange, other, target);
                return;
            }
        }
        metrics.measure(exchange, Metrics.UNKNOWN, null);
        refuse(exchange, wording(path));
    }

    private void refuse(HttpServerExchange exchange, Wording wording) {
        if (notFound != null && wording == Wording.PROBLEM) {
            Answers.json(exchange, 404, notFound);
        } else {
            Answers.refuse(
                    exchange,
                    wording,
                    Problem.of(
                            404, "unknown_path", "the path must be one of a route, compared exactly; found another"));
        }
    }

    private void handle(HttpServerExchange exchange, Route route, @Nullable Target target) throws Exception {
        metrics.measure(exchange, route.template().toString(), target);
        Endpoint endpoint = endpoint(route.methods(), exchange.getRequestMethod());
        if (endpoint == null) {
            String allow = allow(route.methods());
            exchange.getResponseHeaders().put(Headers.ALLOW, allow);
            Answers.refuse(
                    exchange,
                    route.wording(),
                    Problem.of(405, "method_not_allowed", "the method must be " + allow + ", found another"));
            return;
        }
        endpoint.handle(exchange, target == null ? Target.DEFAULT : target);
    }

    private static @Nullable Endpoint endpoint(Map<HttpString, Endpoint> methods, HttpString method) {
        return methods.get(method.equals(Methods.HEAD) ? Methods.GET : method);
    }

    private static String allow(Map<HttpString, Endpoint> methods) {
        return methods.keySet().stream()
                .map(method -> method.equals(Methods.GET) ? "GET, HEAD" : method.toString())
                .collect(Collectors.joining(", "));
    }
}
