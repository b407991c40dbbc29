package io.github.predict4j.http.server;

import io.undertow.server.HttpServerExchange;

/** What answers the requests of a route. */
interface Endpoint {
    /** Answers, or sees to it that somebody does. */
    void handle(HttpServerExchange exchange, Target target) throws Exception;
}
