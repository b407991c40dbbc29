package io.github.predict4j.http.openapi;

import io.github.predict4j.http.protocol.AnswerField;
import io.github.predict4j.http.protocol.Protocol;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model on a path of its owner's choice.
 *
 * @param method GET, with the row in the query, or POST
 * @param path the path
 * @param protocol what answers there
 * @param fields what is answered for each row; empty if that is a form of the owner's own
 * @param list the key under which a row is a list, or {@code null}
 */
public record MountedPath(
        String method,
        String path,
        Protocol protocol,
        Set<AnswerField> fields,
        @Nullable String list) {
    /** Keeps an unchangeable copy of the fields. */
    public MountedPath {
        fields = Set.copyOf(fields);
    }
}
