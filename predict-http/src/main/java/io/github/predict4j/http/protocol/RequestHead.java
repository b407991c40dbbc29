package io.github.predict4j.http.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request says before its body. Valid while the request is answered. */
public interface RequestHead {
    /** The raw path, without the query. */
    String path();

    /**
     * A header's value, or {@code null} if it was not sent; of several headers of that name, the values with commas
     * between them.
     *
     * @param name the name, in any case
     */
    @Nullable
    String header(String name);

    /**
     * A query parameter's value, percent-decoded, or {@code null} if it was not sent; the first one of several. Protocols
     * ignore parameters that they do not know.
     */
    default @Nullable String query(String name) {
        List<String> values = queries().get(name);
        return values == null ? null : values.get(0);
    }

    /** The values of every query parameter, percent-decoded, as they were sent; at least one each. */
    default Map<String, List<String>> queries() {
        return Map.of();
    }

    /** How long ago it came, in nanoseconds. */
    default long ageNanos() {
        return 0;
    }

    /**
     * Protocols call it between pieces of long work (a few dozen rows), on the thread that does it. May wait a moment in
     * favour of other requests; does nothing if not overridden.
     */
    default void betweenPieces() {}
}
