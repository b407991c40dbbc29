package io.github.predict4j.http.protocol;

/** A request that is not answered with a prediction, and why. Has no stack trace: it is the client's fault, not ours. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /**
     * @param problem what the client is told
     */
    public RefusedException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What the client is told. */
    public Problem problem() {
        return problem;
    }
}
