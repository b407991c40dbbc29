package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What must hold of every protocol, whatever the bytes: an answer or a refusal with a 4xx, and memory within a bound. */
final class Fuzzed {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Fuzzed() {}

    /** A request and its answer. */
    interface Asking {
        Answer answer() throws IOException, RefusedException;
    }

    private record Outcome(
            @Nullable Answer answer, @Nullable Problem refusal, long allocated) {}

    /**
     * The answer; nothing, if it was refused as it should be.
     *
     * @param most how many bytes may be allocated
     */
    static Optional<Answer> ask(long most, Asking asking) throws IOException {
        Outcome outcome = outcome(asking);
        if (outcome.allocated() > most) {
            outcome = outcome(asking); // the first time may have paid for instrumenting classes
        }
        assertThat(outcome.allocated()).isLessThanOrEqualTo(most);
        if (outcome.refusal() != null) {
            check(outcome.refusal());
        }
        return Optional.ofNullable(outcome.answer());
    }

    private static Outcome outcome(Asking asking) throws IOException {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        Answer answer = null;
        Problem refusal = null;
        try {
            answer = asking.answer();
        } catch (RefusedException e) {
            refusal = e.problem();
        }
        return new Outcome(answer, refusal, THREADS.getThreadAllocatedBytes(thread) - before);
    }

    private static void check(Problem refusal) throws IOException {
        assertThat(refusal.status()).isIn(400, 413, 422);
        assertThat(refusal.detail().length()).isBetween(1, 4000);
        for (Wording wording : Wording.values()) {
            assertThat(json(wording.refusal(refusal, "/test").body()).isObject())
                    .isTrue();
        }
    }

    /** The one JSON text that bytes must be, no member of an object twice. */
    static JsonNode json(byte[] text) throws IOException {
        JsonNode json = STRICT.readTree(text);
        assertThat(json.isMissingNode()).isFalse();
        return json;
    }
}
