package io.github.predict4j.http.cli;

import java.io.IOException;

/** The rows cannot be scored, or not beyond some place; the message is for people and complete. */
final class ScoringException extends IOException {
    private static final long serialVersionUID = 1L;

    ScoringException(String message) {
        super(message);
    }
}
