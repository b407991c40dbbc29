package io.github.predict4j.http.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the owner's own in the place of ours.
 *
 * @param notFound to unknown paths, as JSON, or {@code null} for a problem
 * @param healthy at {@code /health} while the server is ready, as JSON, or {@code null} for the state of every model
 */
record OwnAnswers(@Nullable String notFound, @Nullable String healthy) {
    OwnAnswers {
        requireJson(notFound);
        requireJson(healthy);
    }

    private static void requireJson(@Nullable String text) {
        if (text != null && !json(text)) {
            throw new IllegalArgumentException("an answer must be one JSON value, found \"" + text + "\"");
        }
    }

    private static boolean json(String text) {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            boolean any = json.nextToken() != null;
            json.skipChildren();
            return any && json.nextToken() == null;
        } catch (IOException malformed) {
            return false;
        }
    }
}
