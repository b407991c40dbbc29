package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.predict4j.http.Bundles;
import io.github.predict4j.http.Gate;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopTest {
    @Test
    void stop_duringDrainDelay_isNotReadyButServes() throws Exception {
        PredictServer server = PredictServer.builder()
                .bundle(Bundles.iris())
                .drainDelay(Duration.ofHours(1))
                .start();
        Client client = new Client(server);
        Thread stopper = stopping(server);
        assertThat(client.get("/v2/health/ready").statusCode()).isEqualTo(503);
        assertThat(client.get("/v2/health/ready").body()).isEqualTo("{\"ready\":false}");
        assertThat(client.get("/health").body()).startsWith("{\"status\":\"draining\",");
        assertThat(client.get("/v2/health/live").statusCode()).isEqualTo(200);
        assertThat(client.predict(Bundles.SETOSA).statusCode()).isEqualTo(200);
        stopper.interrupt();
        stopper.join();
        assertThatThrownBy(() -> new Client(server).get("/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void stop_requestInFlight_isFinished() throws Exception {
        Gate gate = new Gate();
        PredictServer server = PredictServer.builder().bundle(gate.bundle()).start();
        Client client = new Client(server);
        CompletableFuture<HttpResponse<String>> inFlight = client.predictLater(Gate.longBody());
        gate.awaitRow();
        Thread stopper = stopping(server);
        gate.open();
        assertThat(Client.json(inFlight.get()).get("prediction").asDouble()).isEqualTo(7);
        stopper.join();
        assertThatThrownBy(() -> new Client(server).get("/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void stop_bodyStillArriving_isFinished() throws Exception {
        PredictServer server = PredictServer.builder().bundle(Bundles.iris()).start();
        try (RawConnection connection = new RawConnection(server)) {
            connection.send(
                    "POST /v1/predict HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
            assertThat(connection.readHead()).startsWith("HTTP/1.1 100 ");
            connection.send("[  ");
            Thread stopper = stopping(server);
            assertThat(connection.send(" ]").readAnswer()).endsWith("\r\n\r\n[]");
            stopper.join();
        }
    }

    @Test
    void stop_twice_returnsWhenStopped() throws Exception {
        PredictServer server = PredictServer.builder().bundle(Bundles.iris()).start();
        Thread other = stopping(server);
        server.stop();
        server.awaitStop();
        assertThatThrownBy(() -> new Client(server).get("/")).isInstanceOf(ConnectException.class);
        other.join();
        server.stop();
    }

    /** A thread that stops the server; the server is not ready any more when this returns. */
    private static Thread stopping(PredictServer server) {
        Thread stopper = new Thread(server::stop, "stopper");
        stopper.start();
        while (server.ready()) {
            Thread.onSpinWait();
        }
        return stopper;
    }
}
