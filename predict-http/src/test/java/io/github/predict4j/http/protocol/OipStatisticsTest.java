package io.github.predict4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OipStatisticsTest {
    private static final long AGE = 5_000_000;

    /** Five milliseconds old. */
    private static final RequestHead HEAD = new RequestHead() {
        @Override
        public String path() {
            return "/v2/models/identity/infer";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public @Nullable String query(String name) {
            return null;
        }

        @Override
        public long ageNanos() {
            return AGE;
        }
    };

    /** Each look at the clock takes a nanosecond. */
    private final AtomicLong nanos = new AtomicLong();

    private final OipStatistics statistics = new OipStatistics(nanos::incrementAndGet, () -> 1_700_000_000_000L);
    private final OipProtocol protocol = new OipProtocol(1 << 20, statistics);
    private final ServedModel identity = new ServedModel(OipClient.identity(), 1000, 1 << 20);

    private void infer(int rows) throws RefusedException {
        String data = rows == 0 ? "" : "1,".repeat(rows - 1) + "1";
        byte[] body = ("{\"inputs\":[{\"name\":\"x\",\"shape\":[" + rows + "],\"datatype\":\"FP64\",\"data\":[" + data
                        + "]}]}")
                .getBytes(StandardCharsets.UTF_8);
        protocol.answer(identity, new Request(HEAD, body, body.length));
    }

    private JsonNode stats() throws Exception {
        return new ObjectMapper().readTree(statistics.toJson(List.of(identity))).at("/model_stats/0");
    }

    @Test
    void unused_isAllZero() throws Exception {
        assertThat(new String(statistics.toJson(List.of(identity)), StandardCharsets.UTF_8))
                .isEqualTo("{\"model_stats\":[{\"name\":\"identity\",\"version\":\"1.0.0\",\"last_inference\":0,"
                        + "\"inference_count\":0,\"execution_count\":0,\"inference_stats\":{"
                        + "\"success\":{\"count\":0,\"ns\":0},\"fail\":{\"count\":0,\"ns\":0},"
                        + "\"queue\":{\"count\":0,\"ns\":0},\"compute_input\":{\"count\":0,\"ns\":0},"
                        + "\"compute_infer\":{\"count\":0,\"ns\":0},\"compute_output\":{\"count\":0,\"ns\":0},"
                        + "\"cache_hit\":{\"count\":0,\"ns\":0},\"cache_miss\":{\"count\":0,\"ns\":0}},"
                        + "\"batch_stats\":[]}]}");
    }

    @Test
    void requests_areCounted_withTheirRowsAndTimes() throws Exception {
        infer(1);
        infer(3);
        infer(100); // two looks at the clock for each full batch, and for the rest
        JsonNode stats = stats();
        assertThat(stats.get("last_inference").asLong()).isEqualTo(1_700_000_000_000L);
        assertThat(stats.get("inference_count").asLong()).isEqualTo(104);
        assertThat(stats.get("execution_count").asLong()).isEqualTo(3);
        assertThat(stats.at("/inference_stats/success/count").asLong()).isEqualTo(3);
        assertThat(stats.at("/inference_stats/compute_infer").toString()).isEqualTo("{\"count\":3,\"ns\":4}");
        assertThat(stats.at("/inference_stats/compute_output").toString()).isEqualTo("{\"count\":3,\"ns\":3}");
        assertThat(stats.at("/inference_stats/success/ns").asLong())
                .isEqualTo(stats.at("/inference_stats/compute_input/ns").asLong() + 3 * AGE + 4 + 3);
        assertThat(stats.at("/inference_stats/queue/ns").asLong()).isEqualTo(3 * AGE);
        assertThat(stats.get("batch_stats").findValuesAsText("batch_size")).containsExactly("1", "4", "128");
        assertThat(stats.at("/batch_stats/2/compute_infer").toString()).isEqualTo("{\"count\":1,\"ns\":2}");
    }

    @Test
    void refusals_areCountedApart() throws Exception {
        for (int i = 0; i < 4; i++) { // as often as Triton's Java client asks
            assertThatThrownBy(() -> protocol.answer(identity, new Request(HEAD, new byte[] {'{'}, 1)))
                    .isInstanceOf(RefusedException.class);
        }
        infer(0);
        assertThat(stats().at("/inference_stats/fail/count").asLong()).isEqualTo(4);
        assertThat(stats().at("/inference_stats/success/count").asLong()).isEqualTo(1);
        assertThat(stats().get("inference_count").asLong()).isZero();
    }

    @Test
    void counters_outliveTheModel() throws Exception {
        infer(1);
        ServedModel reloaded = new ServedModel(OipClient.identity(), 1000, 1 << 20);
        assertThat(statistics.of(reloaded.name(), reloaded.version())).isSameAs(statistics.of("identity", "1.0.0"));
        assertThat(statistics.of("identity", "2.0.0")).isNotSameAs(statistics.of("identity", "1.0.0"));
    }

    @Test
    void timeout_inMicroseconds_isKept() throws Exception {
        String request =
                "{\"parameters\":{\"timeout\":%d},\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\","
                        + "\"data\":[7]}]}";
        for (int timeout : new int[] {0, 5000, 1_000_000}) {
            byte[] body = String.format(request, timeout).getBytes(StandardCharsets.UTF_8);
            assertThat(protocol.answer(identity, new Request(HEAD, body, body.length))
                            .status())
                    .isEqualTo(200);
        }
        byte[] body = String.format(request, 4999).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> protocol.answer(identity, new Request(HEAD, body, body.length)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(504))
                .hasMessage("the answer must be possible within \"timeout\", found it passed");
    }
}
