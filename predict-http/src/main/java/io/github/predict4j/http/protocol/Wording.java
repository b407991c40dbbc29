package io.github.predict4j.http.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a family of routes tells its clients that a request is refused. */
public enum Wording {
    /** Our own routes: a problem as in RFC 9457, with every fault listed. */
    PROBLEM {
        @Override
        public Answer refusal(Problem problem, String instance) {
            return new Answer(problem.status(), Problem.MEDIA_TYPE, problem.toJson(instance), Map.of());
        }
    },

    /**
     * The routes of other protocols: {@code {"error": text}} and nothing else, because their clients know no more. What a
     * request says wrongly is 400, whatever is wrong with it; the text lists the first faults of rows.
     */
    ERROR {
        @Override
        public Answer refusal(Problem problem, String instance) {
            int status = switch (problem.status()) {
                case 406, 415, 422 -> 400;
                default -> problem.status();
            };
            String text = new String(JsonStringEncoder.getInstance().quoteAsString(text(problem)));
            byte[] body = ("{\"error\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
            return new Answer(status, Answer.JSON, body, Map.of());
        }
    };

    private static final int LISTED = 10;

    /**
     * The refusal as an answer.
     *
     * @param instance the path that was asked for; empty if it is not to be repeated
     */
    public abstract Answer refusal(Problem problem, String instance);

    private static String text(Problem problem) {
        List<Fault> faults = problem.faults();
        return faults.isEmpty()
                ? problem.detail()
                : faults.stream()
                        .limit(LISTED)
                        .map(fault -> "row " + fault.row() + ": " + fault.detail())
                        .collect(Collectors.joining("; ", problem.detail() + ": ", ""));
    }
}
