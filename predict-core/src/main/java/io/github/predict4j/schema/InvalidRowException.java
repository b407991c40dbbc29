package io.github.predict4j.schema;

import java.util.List;

/**
 * A record that cannot be scored, with <em>all</em> its faults. The predictor stays usable: skip the record, keep the
 * model.
 *
 * <p>See {@code docs/troubleshooting.md#invalid-row}.
 */
public final class InvalidRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How many faults the message spells out; {@link #violations()} has them all. */
    private static final int IN_MESSAGE = 10;

    private final transient List<Violation> violations;

    /**
     * @param violations the faults, at least one
     * @throws IllegalArgumentException if there is none
     */
    public InvalidRowException(List<Violation> violations) {
        super(message(violations));
        this.violations = List.copyOf(violations);
    }

    /** The faults, in the order of the records, then of the schema's fields. */
    public List<Violation> violations() {
        return violations;
    }

    private static String message(List<Violation> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("violations must hold at least one fault, found none");
        }
        boolean batch = violations.stream().anyMatch(v -> v.row() > 0);
        StringBuilder text = new StringBuilder();
        for (Violation violation : violations.subList(0, Math.min(IN_MESSAGE, violations.size()))) {
            text.append(text.isEmpty() ? "" : "; ");
            text.append(batch ? "row " + violation.row() + ", " : "").append(violation.message());
        }
        int more = violations.size() - IN_MESSAGE;
        return text + (more > 0 ? "; and " + more + " more" : "") + " (docs/troubleshooting.md#invalid-row)";
    }
}
