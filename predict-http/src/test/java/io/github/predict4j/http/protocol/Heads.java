package io.github.predict4j.http.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Heads of requests, without a server. */
final class Heads {
    /** No header, no query. */
    static final RequestHead NONE = of(Map.of(), Map.of());

    private Heads() {}

    /** A head with those headers, named in lower case, and that query. */
    static RequestHead of(Map<String, String> headers, Map<String, String> query) {
        return new RequestHead() {
            @Override
            public String path() {
                return "/test";
            }

            @Override
            public @Nullable String header(String name) {
                return headers.get(name.toLowerCase(java.util.Locale.ROOT));
            }

            @Override
            public @Nullable String query(String name) {
                return query.get(name);
            }
        };
    }
}
