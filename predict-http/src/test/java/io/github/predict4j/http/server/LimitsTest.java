package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.Gate;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class LimitsTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void allWorkersTaken_is503WithRetryAfter_shortRequestsAreAnswered() throws Exception {
        Gate gate = new Gate();
        HttpLimits one = HttpLimits.DEFAULTS.withWorkers(1, 0);
        try (PredictServer server = PredictServer.builder()
                .bundle(gate.bundle())
                .bundle(Bundles.iris())
                .limits(one)
                .start()) {
            Client client = new Client(server);
            CompletableFuture<HttpResponse<String>> first = client.predictLater(Gate.longBody());
            gate.awaitRow();
            HttpResponse<String> second = client.predict(Gate.longBody());
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(Client.json(second).get("code").asText()).isEqualTo("overload");
            assertThat(client.post("/v1/models/iris/predict", Bundles.SETOSA).statusCode())
                    .isEqualTo(200);
            assertThat(client.get("/v2/health/ready").statusCode()).isEqualTo(200);
            gate.open();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(client.predict(Gate.longBody()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void waitedTooLongForAWorker_is504() throws Exception {
        Gate gate = new Gate();
        HttpLimits limits = HttpLimits.DEFAULTS.withWorkers(1, 1).withTimes(LONG, LONG, Duration.ofSeconds(1));
        AtomicLong clock = new AtomicLong();
        try (PredictServer server = PredictServer.builder()
                .bundle(gate.bundle())
                .limits(limits)
                .clock(clock::get)
                .start()) {
            Client client = new Client(server);
            CompletableFuture<HttpResponse<String>> first = client.predictLater(Gate.longBody());
            gate.awaitRow();
            List<CompletableFuture<HttpResponse<String>>> others = Stream.generate(
                            () -> client.predictLater(Gate.longBody()))
                    .limit(2)
                    .toList();
            // One of the two waits in the queue, so the other is refused; when it is, the first has been waiting.
            CompletableFuture.anyOf(others.get(0), others.get(1)).get();
            clock.set(Duration.ofSeconds(2).toNanos());
            gate.open();
            assertThat(first.get().statusCode()).isEqualTo(200);
            assertThat(List.of(
                            others.get(0).get().statusCode(),
                            others.get(1).get().statusCode()))
                    .containsExactlyInAnyOrder(503, 504);
        }
    }

    @Test
    void faultOfOurs_is500WithNothingButAnId() throws Exception {
        Gate gate = new Gate();
        gate.breakDown();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(PredictServer.class);
        logger.addAppender(log);
        try (PredictServer server = PredictServer.builder()
                .bundle(gate.bundle())
                .bundle(Bundles.iris())
                .start()) {
            Client client = new Client(server);
            for (String body : List.of(Gate.longBody(), "{\"x\":7}")) {
                HttpResponse<String> response = client.predict(body);
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).doesNotContain("Exception", "gate", "7.0", "\\tat");
                assertThat(Client.json(response).get("detail").asText()).matches("internal error, id [0-9a-f]{16}");
            }
            assertThat(List.copyOf(log.list))
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(event.getFormattedMessage())
                            .contains("java.lang.IllegalStateException at io.github.predict4j.http.Gate.apply")
                            .doesNotContain("broken", "7.0"));
            assertThat(client.post("/v1/models/iris/predict", Bundles.SETOSA).statusCode())
                    .isEqualTo(200);
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void tooLittleMemoryForAnAnswer_is503WithRetryAfter_othersAreAnswered() throws Exception {
        Gate gate = new Gate();
        gate.runOutOfMemory();
        try (PredictServer server = PredictServer.builder()
                .bundle(gate.bundle())
                .bundle(Bundles.iris())
                .start()) {
            Client client = new Client(server);
            for (String body : List.of(Gate.longBody(), "{\"x\":7}")) {
                HttpResponse<String> response = client.predict(body);
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.headers().firstValue("Retry-After")).contains("1");
                assertThat(Client.json(response).get("code").asText()).isEqualTo("overload");
            }
            assertThat(client.post("/v1/models/iris/predict", Bundles.SETOSA).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void bodyThatNeverEnds_isClosed() throws Exception {
        HttpLimits limits = HttpLimits.DEFAULTS.withTimes(Duration.ofMillis(200), LONG, LONG);
        try (PredictServer server =
                PredictServer.builder().bundle(Bundles.iris()).limits(limits).start()) {
            try (RawConnection connection = new RawConnection(server)) {
                connection.send("POST /v1/predict HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n[");
                assertThat(connection.readToEnd()).isIn("", "<reset>");
            }
            assertThat(new Client(server).predict("[]").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void noRoomForAnotherLongBody_is503WithRetryAfter_shortOnesAreAnswered() throws Exception {
        Gate gate = new Gate();
        HttpLimits limits = HttpLimits.DEFAULTS.withLongBodies(Gate.longBody().length(), 100_000);
        try (PredictServer server =
                PredictServer.builder().bundle(gate.bundle()).limits(limits).start()) {
            Client client = new Client(server);
            String longer = " " + Gate.longBody();
            CompletableFuture<HttpResponse<String>> first = client.predictLater(longer);
            gate.awaitRow();
            HttpResponse<String> second = client.predict(longer);
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.headers().firstValue("Retry-After")).contains("1");
            assertThat(Client.json(second).get("detail").asText()).contains("long body");
            CompletableFuture<HttpResponse<String>> atTheBound = client.predictLater(Gate.longBody());
            gate.open();
            assertThat(atTheBound.get().statusCode()).isEqualTo(200);
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void bodyOfMoreThanAMebibyte_isAnswered() throws Exception {
        try (PredictServer server =
                PredictServer.builder().bundle(Bundles.line()).start()) {
            String row = "{\"a\":1,\"b\":true}";
            String body = "[" + (row + ",").repeat(69_999) + row + "]";
            assertThat(body.length()).isGreaterThan(1 << 20);
            HttpResponse<String> response = new Client(server).predict(body);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(Client.json(response).size()).isEqualTo(70_000);
        }
    }

    @Test
    void otherLimits_areKept() throws Exception {
        HttpLimits small = HttpLimits.DEFAULTS.withBody(500, 2);
        try (PredictServer server =
                PredictServer.builder().bundle(Bundles.line()).limits(small).start()) {
            Client client = new Client(server);
            String row = "{\"a\":1,\"b\":true}";
            assertThat(client.predict("[" + row + "," + row + "]").statusCode()).isEqualTo(200);
            assertThat(client.predict("[" + row + "," + row + "," + row + "]").statusCode())
                    .isEqualTo(413);
            assertThat(client.predict(" ".repeat(500) + row).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void limits_notPositive_areRefused() {
        HttpLimits limits = HttpLimits.DEFAULTS;
        assertThatThrownBy(() -> limits.withBody(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.withLongBodies(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.withWorkers(1, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> limits.withTimes(Duration.ZERO, LONG, LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bodyTime PT0S");
    }
}
