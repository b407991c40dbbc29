package io.github.predict4j.http.server;

import io.undertow.server.HttpServerExchange;

/** Raw paths: compared as they were sent, never decoded, so that there is one spelling of each. */
final class Paths {
    private Paths() {}

    /** Whether a path has only letters, digits and {@code . _ : - /}, and no empty, {@code .} or {@code ..} part. */
    static boolean plain(String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return false;
        }
        for (int i = 0; i < path.length(); i++) {
            if (!plain(path.charAt(i))) {
                return false;
            }
        }
        String closed = path + "/";
        return !path.contains("//") && !closed.contains("/./") && !closed.contains("/../");
    }

    /** The raw path of a request; below the prefix, if the handler was put below one. */
    static String of(HttpServerExchange exchange) {
        String path = of(exchange.getRequestURI());
        String prefix = exchange.getResolvedPath();
        return !prefix.isEmpty() && path.startsWith(prefix) ? path.substring(prefix.length()) : path;
    }

    /** The path of a request target: of an absolute one ({@code http://host/path}) the part after the host. */
    static String of(String target) {
        int scheme = target.indexOf("://");
        if (target.startsWith("/") || scheme < 0) {
            return target;
        }
        int path = target.indexOf('/', scheme + 3);
        return path < 0 ? "/" : target.substring(path);
    }

    private static boolean plain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._:/-".indexOf(c) >= 0;
    }
}
