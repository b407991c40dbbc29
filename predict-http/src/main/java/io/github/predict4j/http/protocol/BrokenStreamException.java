package io.github.predict4j.http.protocol;

import java.io.IOException;

/** Rows cannot be read, or not beyond some place, because of what the stream holds; the message is complete. */
public final class BrokenStreamException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param problem what the client is told
     */
    public BrokenStreamException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }
}
