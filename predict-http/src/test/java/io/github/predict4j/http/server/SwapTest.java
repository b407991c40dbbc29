package io.github.predict4j.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.predict4j.http.Bundles;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that is replaced again and again while clients ask as fast as they can. */
@Timeout(120)
class SwapTest {
    private static final int CLIENTS = 4;
    private static final int SWAPS = 100;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger answers = new AtomicInteger();
    private final Set<Integer> versions = ConcurrentHashMap.newKeySet();
    private final CountDownLatch began = new CountDownLatch(CLIENTS);

    @Test
    void hundredSwapsUnderLoad_noRequestFails_everyAnswerIsOfOneVersion() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (PredictServer server =
                PredictServer.builder().bundle(Bundles.slope(1)).warmUp(2).start()) {
            List<Future<?>> asking = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Client client = new Client(server);
                String body = rows(i % 2 == 0 ? 1 : 600); // on the io thread, and in several batches on a worker
                asking.add(clients.submit(() -> ask(client, body)));
            }
            began.await();
            for (int version = 2; version <= SWAPS + 1; version++) {
                int before = answers.get();
                server.swap(Bundles.slope(version));
                while (answers.get() < before + CLIENTS && asking.stream().noneMatch(Future::isDone)) {
                    Thread.onSpinWait();
                }
            }
            over.set(true);
            for (Future<?> client : asking) {
                client.get();
            }
            assertThat(new Client(server).predict("{\"x\":1}").body()).contains("\"version\":\"101.0.0\"");
        } finally {
            clients.shutdownNow();
        }
        assertThat(versions).hasSizeGreaterThan(SWAPS / 2);
    }

    private static String rows(int count) {
        StringBuilder rows = new StringBuilder("[{\"x\":1}");
        for (int i = 2; i <= count; i++) {
            rows.append(",{\"x\":").append(i).append('}');
        }
        return rows.append(']').toString();
    }

    private @Nullable Void ask(Client client, String body) throws Exception {
        while (!over.get()) {
            HttpResponse<String> response = client.predict(body);
            assertThat(response.statusCode()).isEqualTo(200);
            JsonNode rows = Client.json(response);
            int slope = rows.at("/0/prediction").asInt();
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).get("prediction").asDouble()).isEqualTo((i + 1.0) * slope);
                assertThat(rows.get(i).at("/model/version").asText()).isEqualTo(slope + ".0.0");
            }
            versions.add(slope);
            answers.incrementAndGet();
            began.countDown();
        }
        return null;
    }
}
