package io.github.predict4j.http.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request that nobody sent, for one that is made up: no header, no path.
 *
 * @param queries the query
 */
public record UnsentHead(Map<String, List<String>> queries) implements RequestHead {
    @Override
    public String path() {
        return "";
    }

    @Override
    public @Nullable String header(String name) {
        return null;
    }
}
